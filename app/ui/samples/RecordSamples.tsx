import {
  Card,
  Checkbox,
  Disclosure,
  Facts,
  Figure,
  FigureRow,
  FilterBar,
  Input,
  LinkButton,
  Money,
  MoneyText,
  Pager,
  Progress,
  Section,
  Stack,
  Steps,
  Table,
  Tag,
  TBody,
  Td,
  TextLink,
  TFoot,
  Th,
  THead,
  Timeline,
  Tr,
} from '..';
import type { Option, Tone } from '..';

export function Figures() {
  return (
    <Stack gap="small">
      <FigureRow>
        <Figure
          label="已到账"
          value={<Money fen={1_065_000_000} />}
          unit="元"
          to="/styleguide?view=paper"
          note="四笔，末笔 11 月 20 日"
        />
        <Figure
          label="已发放"
          value={<Money fen={1_038_412_650} />}
          unit="元"
          to="/styleguide?view=paper"
          note="3,806 笔"
        />
        <Figure label="可用预算" value={<Money fen={26_587_350} />} unit="元" tone="success" />
        <Figure
          label="待处理退票"
          value="14"
          unit="笔"
          tone="warning"
          to="/styleguide?view=paper"
          note="最早一笔已 9 天"
        />
      </FigureRow>
    </Stack>
  );
}

interface Row {
  name: string;
  idNumber: string;
  district: string;
  category: string;
  status: string;
  tone: Tone;
  amountFen: number | null;
  date: string;
}

const ROWS: Row[] = [
  {
    name: '钱伯言',
    idNumber: '9999**********0018',
    district: '金水区',
    category: '深度困难',
    status: '在册',
    tone: 'success',
    amountFen: 1_200_000,
    date: '2019-03-14',
  },
  {
    name: '孙雅宁',
    idNumber: '9999**********0021',
    district: '二七区',
    category: '相对困难',
    status: '待审核',
    tone: 'warning',
    amountFen: 300_000,
    date: '2019-04-02',
  },
  {
    name: '欧阳文清',
    idNumber: '9999**********0039',
    district: '中牟县',
    category: '意外致困',
    status: '已退回',
    tone: 'danger',
    amountFen: null,
    date: '2019-04-11',
  },
  {
    name: '李沐',
    idNumber: '9999**********0047',
    district: '管城回族区',
    category: '深度困难',
    status: '审批中',
    tone: 'info',
    amountFen: 58_050,
    date: '2019-05-20',
  },
  {
    name: '周小满',
    idNumber: '9999**********0055',
    district: '新郑市',
    category: '相对困难',
    status: '已脱困',
    tone: 'neutral',
    amountFen: -120_000,
    date: '2019-06-08',
  },
];

export const CATEGORIES: Option[] = [
  { value: 'deep', label: '深度困难' },
  { value: 'relative', label: '相对困难' },
  { value: 'accident', label: '意外致困' },
];

export function ListSample() {
  return (
    <Stack>
      <FilterBar
        search={{ name: 'q', label: '姓名或身份证号', placeholder: '例如 张某' }}
        selects={[
          { name: 'category', label: '困难类别', options: CATEGORIES },
          { name: 'status', label: '状态', options: [{ value: 'active', label: '在册' }] },
        ]}
        dates={[{ name: 'from', label: '登记日期起' }]}
        resetTo="/styleguide"
      />
      <Card>
        <Table label="家庭列表" sticky>
          <THead>
            <Tr>
              <Th>
                <Checkbox label="全选" />
              </Th>
              <Th sort={{ to: '/styleguide?sort=name', direction: 'asc' }}>户主</Th>
              <Th>身份证号</Th>
              <Th>区县</Th>
              <Th>困难类别</Th>
              <Th>状态</Th>
              <Th sort={{ to: '/styleguide?sort=date' }}>登记日期</Th>
              <Th numeric sort={{ to: '/styleguide?sort=amount', direction: 'desc' }}>
                本年救助（元）
              </Th>
              <Th>银行流水号</Th>
              <Th actions>操作</Th>
            </Tr>
          </THead>
          <TBody>
            {ROWS.map((row) => (
              <Tr key={row.name}>
                <Td>
                  <Checkbox label={`选择${row.name}`} />
                </Td>
                <Td header nowrap>
                  {row.name}
                </Td>
                <Td nowrap muted className="tabular-nums">
                  {row.idNumber}
                </Td>
                <Td nowrap>{row.district}</Td>
                <Td nowrap>{row.category}</Td>
                <Td>
                  <Tag tone={row.tone}>{row.status}</Tag>
                </Td>
                <Td nowrap className="tabular-nums">
                  {row.date}
                </Td>
                <Td numeric>
                  <Money fen={row.amountFen} />
                </Td>
                <Td>
                  <Input label={`${row.name}的银行流水号`} className="min-w-[8rem]" />
                </Td>
                <Td actions>
                  <TextLink to="/styleguide">查看</TextLink>
                  <TextLink to="/styleguide">审核</TextLink>
                </Td>
              </Tr>
            ))}
          </TBody>
          <TFoot>
            <Tr>
              <Td header colSpan={7}>
                本页合计
              </Td>
              <Td numeric>
                <Money fen={1_438_050} />
              </Td>
              <Td />
              <Td actions />
            </Tr>
          </TFoot>
        </Table>
        <Pager page={2} pageCount={23} total={1106} unit="户" to={(page) => `/styleguide?page=${page}`} />
      </Card>
    </Stack>
  );
}

export function RecordSample() {
  return (
    <Section
      title="档案"
      actions={
        <LinkButton to="/styleguide" size="small" icon="edit">
          修改
        </LinkButton>
      }
    >
      <Stack>
        <Steps
          label="办理进度"
          items={[
            { label: '登记', state: 'done', note: '赵晓岚 3 月 2 日' },
            { label: '审核', state: 'done', note: '陈立 3 月 5 日' },
            { label: '审批', state: 'current', note: '等待中心主任' },
            { label: '在册', state: 'todo' },
          ]}
        />
        <Facts
          items={[
            { label: '户主', value: '钱伯言' },
            { label: '身份证号', value: '9999**********0018' },
            { label: '家庭人口', value: '3 人' },
            { label: '人均月收入', value: <MoneyText fen={68_450} /> },
            { label: '工作单位', value: '示例纺织有限公司' },
            { label: '联系电话', value: '' },
            {
              label: '致困原因',
              value: '本人患重病，自负医疗费较高，家庭收入低于当地低保标准。',
              wide: true,
            },
          ]}
        />
      </Stack>
    </Section>
  );
}

export function Aside() {
  return (
    <>
      <Section title="资金进度">
        <Stack>
          <Progress label="到账" valueText="100.00%" ratio={1} tone="success" />
          <Progress label="支出" valueText="67.40%" ratio={0.674} mark={0.75} />
          <Progress label="走访慰问人次" valueText="31.25%" ratio={0.3125} tone="warning" mark={0.75} />
        </Stack>
      </Section>
      <Section title="办理经过">
        <Timeline
          items={[
            { at: '2019-03-08 10:12', who: '马主任', text: '退回：请补充诊断证明。', tone: 'danger' },
            { at: '2019-03-05 16:40', who: '陈立', text: '审核通过', tone: 'success' },
            { at: '2019-03-02 09:03', who: '赵晓岚', text: '登记档案' },
          ]}
        />
      </Section>
      <Disclosure summary="政策依据">人均月收入低于当地低保标准的，认定为深度困难。</Disclosure>
    </>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

export function WideTable() {
  return (
    <Section title="宽表" description="列多时在框内横向滚动，表头和首列不动。" flush>
      <Table label="各月支出（元）" wide dense>
        <THead>
          <Tr>
            <Th>救助类型</Th>
            {MONTHS.map((month) => (
              <Th key={month} numeric>
                {month} 月
              </Th>
            ))}
            <Th numeric>合计</Th>
          </Tr>
        </THead>
        <TBody>
          {['生活救助', '医疗救助', '助学', '其他'].map((kind, row) => (
            <Tr key={kind}>
              <Td header nowrap>
                {kind}
              </Td>
              {MONTHS.map((month) => (
                <Td key={month} numeric>
                  <Money fen={(month * 7_919 + row * 104_729) * 100} />
                </Td>
              ))}
              <Td numeric strong>
                <Money fen={(78 * 7_919 + 12 * row * 104_729) * 100} />
              </Td>
            </Tr>
          ))}
        </TBody>
      </Table>
    </Section>
  );
}

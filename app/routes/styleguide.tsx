import { getFormProps, useForm } from '@conform-to/react';
import type { SubmissionResult } from '@conform-to/react';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { styleguideOnly } from '../http/development.server';
import {
  Alert,
  Button,
  ButtonRow,
  Card,
  Checkbox,
  CheckboxField,
  CheckboxGroupField,
  Columns,
  DateField,
  Disclosure,
  EmptyState,
  ErrorPage,
  ErrorSummary,
  Facts,
  Fieldset,
  Figure,
  FigureRow,
  FileField,
  FilterBar,
  FormActions,
  FormGrid,
  HiddenField,
  Icon,
  ICON_NAMES,
  Input,
  LinkButton,
  Money,
  MoneyField,
  MoneyText,
  NumberField,
  Page,
  Pager,
  Paper,
  PasswordField,
  PlainFrame,
  PrintButton,
  Progress,
  RadioField,
  Section,
  SelectField,
  Shell,
  Split,
  Stack,
  Steps,
  SubmitButton,
  Table,
  Tabs,
  Tag,
  TBody,
  Td,
  TextAreaField,
  TextField,
  TextLink,
  TFoot,
  Th,
  THead,
  Timeline,
  Tr,
} from '../ui';
import type { NavGroup, Option, Tone } from '../ui';

type View = 'all' | 'plain' | 'error' | 'paper';

const VIEWS: Record<View, string> = { all: '组件', plain: '登录框', error: '错误页', paper: '报表' };

/** Which of the views is asked for; refuses outside development. */
export function loader({ request }: LoaderFunctionArgs) {
  styleguideOnly();
  const asked = new URL(request.url).searchParams.get('view') ?? 'all';
  return { view: asked in VIEWS ? (asked as View) : 'all' };
}

export const meta: MetaFunction = () => [{ title: '组件样例' }];

export default function Styleguide() {
  const { view } = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<{ frame: unknown }>('root');
  if (root?.frame) return <FramedView view={view} />;
  if (view === 'plain') return <PlainView />;
  if (view === 'error') return <ErrorView bare />;
  return (
    <Shell
      centreName="示例市职工帮扶中心"
      staffName="赵晓岚"
      roleText="帮扶专员"
      nav={NAV}
      logoutPath="/styleguide"
      flash={view === 'all' ? { tone: 'success', text: '已登记 12 笔发放，合计 36,000.00 元。' } : null}
    >
      {view === 'paper' ? <PaperView /> : <AllView />}
    </Shell>
  );
}

/** For somebody who is logged in the root has drawn the frame already. */
function FramedView({ view }: { view: View }) {
  if (view === 'error') return <ErrorView />;
  if (view === 'paper') return <PaperView />;
  return <AllView />;
}

const NAV: NavGroup[] = [
  { heading: '工作台', items: [{ to: '/styleguide', label: '组件样例', icon: 'home' }] },
  {
    heading: '帮扶',
    items: [
      { to: '/styleguide/1', label: '困难家庭', icon: 'people' },
      { to: '/styleguide/2', label: '救助申请', icon: 'hand', badge: 7 },
      { to: '/styleguide/3', label: '资金发放', icon: 'money', badge: 128 },
    ],
  },
  {
    heading: '资金与绩效',
    items: [
      { to: '/styleguide/4', label: '专项资金', icon: 'wallet' },
      { to: '/styleguide/5', label: '绩效指标', icon: 'target' },
      { to: '/styleguide/6', label: '年度报告', icon: 'document' },
    ],
  },
  {
    heading: '管理',
    items: [
      { to: '/styleguide/7', label: '工作人员', icon: 'person' },
      { to: '/styleguide/8', label: '操作记录', icon: 'history' },
    ],
  },
];

function AllView() {
  return (
    <Page
      title="组件样例"
      crumbs={[{ to: '/styleguide', label: '首页' }]}
      subtitle="本页列出全部界面组件，仅开发时可见。"
      tag={<Tag tone="info">开发专用</Tag>}
      actions={
        <>
          <PrintButton />
          <LinkButton to="/styleguide?view=paper" icon="download">
            导出名单
          </LinkButton>
          <LinkButton to="/styleguide#form" tone="primary" icon="plus">
            新建档案
          </LinkButton>
        </>
      }
    >
      <Tabs
        label="样例视图"
        items={(Object.keys(VIEWS) as View[]).map((view) => ({
          to: `/styleguide?view=${view}`,
          label: VIEWS[view],
          current: view === 'all',
        }))}
      />
      <Figures />
      <ListSample />
      <Split aside={<Aside />}>
        <RecordSample />
        <FormSample />
      </Split>
      <WideTable />
      <Columns>
        <Buttons />
        <Messages />
      </Columns>
      <Section title="图标">
        <ul className="grid grid-cols-2 gap-2 text-sm sm:grid-cols-4 lg:grid-cols-8">
          {ICON_NAMES.map((name) => (
            <li key={name} className="flex items-center gap-2">
              <Icon name={name} />
              {name}
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}

function Figures() {
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
        <Figure label="可用余额" value={<Money fen={26_587_350} />} unit="元" tone="success" />
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

const CATEGORIES: Option[] = [
  { value: 'deep', label: '深度困难' },
  { value: 'relative', label: '相对困难' },
  { value: 'accident', label: '意外致困' },
];

function ListSample() {
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

function RecordSample() {
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

function Aside() {
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

interface SampleForm extends Record<string, unknown> {
  id: string;
  name: string;
  phone: string;
  amount: string;
  members: string;
  bornOn: string;
  category: string;
  kinds: string[];
  way: string;
  isPublic: boolean;
  note: string;
  file: File;
  password: string;
}

const REFUSED: SubmissionResult<string[]> = {
  status: 'error',
  initialValue: {
    id: '0190',
    name: '钱伯言',
    phone: '1380013',
    amount: '1,2345',
    category: 'deep',
    kinds: ['living'],
    way: 'bank',
    isPublic: 'on',
  },
  error: {
    '': ['本年度可用余额不足，还差 3,412.50 元。请调减金额，或等下一笔资金到账后再提交。'],
    phone: ['手机号应为 11 位，请核对'],
    amount: ['金额写法不对，请写成 12345.00 或 12,345.00'],
    way: ['请选择发放方式'],
  },
};

const LABELS = { phone: '联系电话', amount: '申请金额', way: '发放方式' };

function FormSample() {
  const [form, fields] = useForm<SampleForm>({
    id: 'sample',
    lastResult: REFUSED,
    constraint: {
      name: { required: true, maxLength: 20 },
      amount: { required: true },
      category: { required: true },
    },
  });
  return (
    <Section title="表单" id="form" description="带 * 的为必填项。">
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <HiddenField field={fields.id} />
        <Fieldset legend="基本情况">
          <FormGrid>
            <TextField field={fields.name} label="姓名" />
            <TextField
              field={fields.phone}
              label="联系电话"
              type="tel"
              inputMode="tel"
              hint="发放到账时按此号码通知。"
            />
            <MoneyField field={fields.amount} label="申请金额" />
            <NumberField field={fields.members} label="家庭人口" min={1} max={20} suffix="人" />
            <DateField field={fields.bornOn} label="出生日期" />
            <SelectField field={fields.category} label="困难类别" options={CATEGORIES} />
          </FormGrid>
        </Fieldset>
        <Fieldset legend="申请内容" hint="按实际情况选择，可以多选。">
          <FormGrid>
            <CheckboxGroupField
              field={fields.kinds}
              label="救助类型"
              wide
              options={[
                { value: 'living', label: '生活救助' },
                { value: 'medical', label: '医疗救助' },
                { value: 'schooling', label: '助学' },
              ]}
            />
            <RadioField
              field={fields.way}
              label="发放方式"
              wide
              inline={false}
              options={[
                { value: 'bank', label: '银行转账', hint: '一般三个工作日内到账。' },
                { value: 'visit', label: '上门慰问' },
              ]}
            />
            <TextAreaField field={fields.note} label="说明" wide hint="写明致困原因和已有的其他救助。" />
            <FileField
              field={fields.file}
              label="证明材料"
              accept=".pdf,.jpg,.png"
              hint="每个文件不超过 10 MB。"
            />
            <PasswordField field={fields.password} label="登录密码" autoComplete="current-password" />
            <CheckboxField field={fields.isPublic} label="同意公示姓名和救助金额" wide />
          </FormGrid>
        </Fieldset>
        <FormActions>
          <SubmitButton>提交审核</SubmitButton>
          <Button name="draft" value="1">
            存为草稿
          </Button>
          <LinkButton to="/styleguide" tone="quiet">
            取消
          </LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}

const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);

function WideTable() {
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

function Buttons() {
  return (
    <Section title="按钮与标签">
      <Stack>
        <ButtonRow>
          <Button tone="primary" type="button" icon="check">
            批准
          </Button>
          <Button type="button">退回</Button>
          <Button tone="danger" type="button">
            注销档案
          </Button>
          <Button tone="quiet" type="button">
            取消
          </Button>
          <Button type="button" disabled>
            不可用
          </Button>
        </ButtonRow>
        <ButtonRow>
          <Button size="small" type="button">
            小按钮
          </Button>
          <LinkButton size="small" to="/styleguide" icon="upload">
            导入
          </LinkButton>
          <TextLink to="/styleguide">文字链接</TextLink>
        </ButtonRow>
        <div className="flex flex-wrap gap-2">
          <Tag>草稿</Tag>
          <Tag tone="info">审批中</Tag>
          <Tag tone="success">已发放</Tag>
          <Tag tone="warning">待补正</Tag>
          <Tag tone="danger">已退回</Tag>
        </div>
      </Stack>
    </Section>
  );
}

function Messages() {
  return (
    <Section title="提示与空白">
      <Stack gap="small">
        <Alert tone="info">本年度目标表已确认，修改将记入操作记录。</Alert>
        <Alert tone="success">已保存。</Alert>
        <Alert tone="warning" title="有 3 户今年的收入还没有核对">
          请在 <TextLink to="/styleguide">待核对名单</TextLink> 中逐户核对。
        </Alert>
        <Alert tone="danger" title="银行回单里有 2 行对不上">
          请检查第 14、27 行的账号。
        </Alert>
        <EmptyState
          title="还没有救助申请"
          action={
            <LinkButton to="/styleguide" icon="plus">
              新建申请
            </LinkButton>
          }
        >
          先从在册家庭里选一位成员，再登记他的申请。
        </EmptyState>
      </Stack>
    </Section>
  );
}

function PlainView() {
  const [form, fields] = useForm<SampleForm>({ id: 'login' });
  return (
    <PlainFrame title="登录" centreName="示例市职工帮扶中心" subtitle="请使用本人账号。">
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <TextField field={fields.name} label="账号" autoComplete="username" required />
          <PasswordField field={fields.password} label="密码" autoComplete="current-password" required />
        </Stack>
        <FormActions>
          <SubmitButton>登录</SubmitButton>
        </FormActions>
      </Form>
    </PlainFrame>
  );
}

function ErrorView({ bare }: { bare?: boolean }) {
  return (
    <ErrorPage
      bare={bare}
      status={403}
      title="您没有查看这一页的权限"
      text="这一页只对中心主任和审计开放。需要查看时，请联系系统管理员调整权限。"
      action={{ to: '/styleguide', label: '回到首页' }}
    />
  );
}

const SCORES = [
  { level1: '产出指标', level2: '数量指标', rows: ['生活救助人数', '助学人数', '走访慰问人次'] },
  { level1: '产出指标', level2: '时效指标', rows: ['资金发放及时率'] },
  { level1: '满意度指标', level2: '服务对象满意度指标', rows: ['困难职工满意度'] },
];

function PaperView() {
  return (
    <Page
      title="年度报告"
      crumbs={[{ to: '/styleguide', label: '组件样例' }]}
      actions={<PrintButton />}
      screenHeader
    >
      <Paper title="专项资金绩效自评表" subtitle="（2019 年度）　填报单位：示例市职工帮扶中心">
        <Table label="绩效指标得分" bordered dense>
          <THead>
            <Tr>
              <Th>一级指标</Th>
              <Th>二级指标</Th>
              <Th>三级指标</Th>
              <Th numeric>年度指标值</Th>
              <Th numeric>实际完成值</Th>
              <Th numeric>分值</Th>
              <Th numeric>得分</Th>
            </Tr>
          </THead>
          <TBody>
            {Array.from({ length: 8 }, () => SCORES)
              .flat()
              .flatMap((group, section) =>
                group.rows.map((name, index) => (
                  <Tr key={`${section} ${name}`}>
                    {index === 0 ? (
                      <>
                        <Td rowSpan={group.rows.length}>{group.level1}</Td>
                        <Td rowSpan={group.rows.length}>{group.level2}</Td>
                      </>
                    ) : null}
                    <Td header>{name}</Td>
                    <Td numeric>≥ 90%</Td>
                    <Td numeric>93.21%</Td>
                    <Td numeric>10</Td>
                    <Td numeric>10.00</Td>
                  </Tr>
                )),
              )}
          </TBody>
          <TFoot>
            <Tr>
              <Td header colSpan={5}>
                总分
              </Td>
              <Td numeric>100</Td>
              <Td numeric>98.65</Td>
            </Tr>
          </TFoot>
        </Table>
      </Paper>
    </Page>
  );
}

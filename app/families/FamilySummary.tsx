import { Disclosure, Facts, Money, Table, Tag, TBody, Td, TFoot, Th, THead, Tr, type Fact } from '../ui';
import {
  CATEGORY_LABELS,
  DISABILITY_GRADE_LABELS,
  DISABILITY_KIND_LABELS,
  EDUCATION_STAGE_LABELS,
  EMPLOYMENT_LABELS,
  FAMILY_FIELD_LABELS,
  HEALTH_LABELS,
  FAMILY_HUKOU_LABELS,
  proposalSentence,
  regionLabel,
  RELATION_LABELS,
} from '../zh/families';
import { bankAccountWarningMessages, otherBankText, sexLabels } from '../zh/identity';
import { ageOn } from '../identity/idNumber';
import type { BusinessDate } from '../calendar/date';
import { rigidExpenditure, type Income } from './classification';
import { causesText } from './FamilyDetails';
import type { FamilyMember, FamilyPage } from './familyQueries.server';

const CATEGORY_WAIT = '待审批确定';

/** Where a family lives, how it is reached, and where it is paid; numbers as `familyView` masked them. */
export function FamilyFacts({ family }: { family: FamilyPage }) {
  const account =
    family.accountLast4 && `${family.bankName} ****${family.accountLast4}（${family.accountHolder}）`;
  return (
    <Facts
      items={[
        { label: '困难类别', value: <DecidedCategory family={family} /> },
        { label: '致困原因', value: causesText(family) },
        {
          label: '行政区划',
          value: `${regionLabel(family.division)}（${FAMILY_HUKOU_LABELS[family.hukouKind]}户籍）`,
        },
        { label: '联系电话', value: family.phone },
        { label: '家庭住址', value: family.address },
        { label: '工作单位', value: family.workUnit },
        { label: '工会会员', value: family.unionMember ? '是' : '否' },
        { label: '申请日期', value: family.appliedOn },
        { label: '收款账户', value: account ? <Account text={account} family={family} /> : null, wide: true },
        ...(family.overrideReason ? [{ label: '改定理由', value: family.overrideReason, wide: true }] : []),
        ...decisionOf(family),
        ...(family.remarks ? [{ label: '备注', value: family.remarks, wide: true }] : []),
      ]}
    />
  );
}

function Account({ text, family: { accountDoubts, otherBank } }: { text: string; family: FamilyPage }) {
  const notes = accountDoubts.map((doubt) => bankAccountWarningMessages[doubt]);
  return (
    <>
      {text}
      {[...(otherBank ? [otherBankText(otherBank)] : []), ...notes].map((note) => (
        <span key={note} className="block text-sm text-warning-700">
          {note}
        </span>
      ))}
    </>
  );
}

/** What was said with the decision; why a file was given back stands at the top of its page. */
function decisionOf({ status, decisionNote }: FamilyPage): Fact[] {
  if (!decisionNote || status === 'returned') return [];
  const label = status === 'rejected' ? '不予认定原因' : '审批意见';
  return [{ label, value: decisionNote, wide: true }];
}

function DecidedCategory({ family: { category, registeredOn, proposal } }: { family: FamilyPage }) {
  if (registeredOn && category) return <strong className="font-semibold">{CATEGORY_LABELS[category]}</strong>;
  if (!proposal.category) return CATEGORY_WAIT;
  return `${CATEGORY_WAIT}（建议：${CATEGORY_LABELS[proposal.category]}）`;
}

/** The people of a family, ID numbers masked. */
export function MembersTable({ members, today }: { members: FamilyMember[]; today: BusinessDate }) {
  return (
    <Table label="家庭成员" dense>
      <THead>
        <Tr>
          <Th>姓名</Th>
          <Th>关系</Th>
          <Th>性别</Th>
          <Th numeric>年龄</Th>
          <Th>身份证号</Th>
          <Th>身份</Th>
          <Th>健康状况</Th>
          <Th>就读</Th>
          <Th numeric>月收入（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {members.map((member) => (
          <Tr key={member.id}>
            <Td header nowrap>
              {member.name}
            </Td>
            <Td nowrap>{member.position === 0 ? '档案主' : RELATION_LABELS[member.relation]}</Td>
            <Td nowrap>{sexLabels[member.sex]}</Td>
            <Td numeric>{ageOn(member.birthOn, today)}</Td>
            <Td nowrap muted className="tabular-nums">
              {member.idMasked}
            </Td>
            <Td nowrap>{EMPLOYMENT_LABELS[member.employment]}</Td>
            <Td nowrap>
              <HealthOf member={member} />
            </Td>
            <Td>{schoolOf(member)}</Td>
            <Td numeric>
              <Stated fen={member.monthlyIncomeFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** A monthly income, or that nobody stated it. */
function Stated({ fen }: { fen: number | null }) {
  return fen === null ? <span className="text-ink-500">未填写</span> : <Money fen={fen} />;
}

function HealthOf({
  member: { health, illness, disabilityKind, disabilityGrade },
}: {
  member: FamilyMember;
}) {
  const isGrave = health !== 'good' && health !== 'minor_illness';
  const disability = [
    disabilityKind && DISABILITY_KIND_LABELS[disabilityKind],
    disabilityGrade && DISABILITY_GRADE_LABELS[disabilityGrade],
  ];
  const notes = [illness, disability.filter(Boolean).join('')].filter(Boolean).join('，');
  return (
    <>
      {isGrave ? <Tag tone="warning">{HEALTH_LABELS[health]}</Tag> : HEALTH_LABELS[health]}
      {notes ? <span className="block text-sm text-ink-600">{notes}</span> : null}
    </>
  );
}

function schoolOf({ educationStage, school, enrolmentYear }: FamilyMember): string {
  const since = enrolmentYear && `（${enrolmentYear} 年入学）`;
  return [educationStage && EDUCATION_STAGE_LABELS[educationStage], school, since].filter(Boolean).join(' ');
}

const COUNTED = [
  'wagesFen',
  'businessFen',
  'propertyFen',
  'transferFen',
  'otherIncomeFen',
] as const satisfies readonly (keyof Income)[];

const RIGID = [
  'rigidMedicalFen',
  'rigidSchoolingFen',
  'rigidHousingFen',
  'rigidExpenseFen',
] as const satisfies readonly (keyof Income)[];

/** What the family lived on, the sum per head and month, and the category that the rules propose. */
export function IncomeTable({
  family: { income, proposal },
  label = '近 12 个月家庭收入',
}: {
  family: FamilyPage;
  /** Where a page has two of them. */
  label?: string;
}) {
  const { figures } = proposal;
  const takesOff = figures.rigidExpenseFen !== null;
  return (
    <Table label={label} dense>
      <THead>
        <Tr>
          <Th>近 12 个月</Th>
          <Th numeric>金额（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {COUNTED.map((item) => (
          <Tr key={item}>
            <Td>{FAMILY_FIELD_LABELS[`income.${item}`]}</Td>
            <Td numeric>
              <Money fen={income[item]} />
            </Td>
          </Tr>
        ))}
        <Tr>
          <Td>刚性支出{takesOff ? '（扣除）' : `（${proposal.ruleSet} 年规则不扣除）`}</Td>
          <Td numeric muted={!takesOff}>
            <Money fen={rigidExpenditure(income)} />
          </Td>
        </Tr>
        {RIGID.filter((item) => income[item]).map((item) => (
          <Tr key={item}>
            <Td muted className="pl-6 text-sm">
              其中：{FAMILY_FIELD_LABELS[`income.${item}`]}
            </Td>
            <Td numeric muted className="text-sm">
              <Money fen={income[item]} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header>计入收入</Td>
          <Td numeric>
            <Money fen={figures.countedFen} />
          </Td>
        </Tr>
        <Tr>
          <Td header>÷ 12 个月 ÷ {figures.memberCount} 人，人均月收入</Td>
          <Td numeric>
            <Money fen={figures.perCapitaFen} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

/** What a family that was reviewed since stated with its application, and what was proposed on it. */
export function FirstStatement({ family }: { family: FamilyPage }) {
  if (!family.present) return null;
  return (
    <Disclosure summary={`首次认定时的收入（${family.appliedOn} 申请）`}>
      <p className="mb-3">{proposalSentence(family.proposal)}</p>
      <IncomeTable family={family} label="首次认定时近 12 个月家庭收入" />
      <Facts
        items={family.members.map(({ name, monthlyIncomeFen }) => ({
          label: `${name}月收入`,
          value: <Stated fen={monthlyIncomeFen} />,
        }))}
      />
    </Disclosure>
  );
}

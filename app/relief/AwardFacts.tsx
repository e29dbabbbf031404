import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Facts, MoneyText, TextLink } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import type { ReliefType } from '../fund/project';
import { DueDay } from './AwardTags';

/** What the facts of an award are taken from; an award page as a loader sends it fits. */
interface AwardFactsProps {
  page: {
    award: {
      type: ReliefType;
      applicationId: string;
      amountFen: number;
      approvedOn: string;
      releasedOn: string | null;
      releaseReason: string | null;
      takenBackBy: string | null;
    };
    project: { year: number };
    family: {
      id: string;
      fileNumber: string;
      bankName: string;
      accountHolder: string;
      accountLast4: string | null;
    };
    member: { name: string; idMasked: string };
    campaign: { id: string; name: string } | null;
    approvedByName: string;
    dueOn: string;
    outOfWindow: boolean;
    restFen: number;
  };
  today: string;
}

/** Who gets an award, for what, by when and into which account. */
export function AwardFacts({ page, today }: AwardFactsProps) {
  const { award, project, family, member, campaign } = page;
  return (
    <Facts
      columns={3}
      items={[
        { label: '受助人', value: member.name },
        { label: '身份证号', value: <span className="tabular-nums">{member.idMasked}</span> },
        { label: '家庭档案', value: <TextLink to={paths.family(family.id)}>{family.fileNumber}</TextLink> },
        { label: '救助类型', value: `${reliefTypeLabels[award.type]}（${project.year} 年度）` },
        {
          label: '来源',
          value: campaign ? (
            <TextLink to={paths.campaign(campaign.id)}>{campaign.name}</TextLink>
          ) : (
            '个别申请'
          ),
        },
        {
          label: '救助申请',
          value: <TextLink to={paths.application(award.applicationId)}>查看申请和审批意见</TextLink>,
        },
        { label: '核定金额', value: <MoneyText fen={award.amountFen} /> },
        { label: '审批', value: `${page.approvedByName} ${award.approvedOn}` },
        {
          label: '应发日期',
          value: (
            <>
              <DueDay award={page} today={today} /> <RuleLink rule="due-date" of="应发日" />
            </>
          ),
        },
        { label: '收款人', value: family.accountHolder },
        { label: '开户行', value: family.bankName },
        {
          label: '账号',
          value: family.accountLast4 ? (
            <span className="tabular-nums">尾号 {family.accountLast4}</span>
          ) : (
            <span className="text-danger-700">未登记账户</span>
          ),
        },
        ...(award.releasedOn
          ? [
              { label: award.takenBackBy ? '追回日期' : '撤销日期', value: award.releasedOn },
              { label: award.takenBackBy ? '追回原因' : '撤销原因', value: award.releaseReason, wide: true },
            ]
          : []),
      ]}
    />
  );
}

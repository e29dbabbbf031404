import { Columns, Money, Progress } from '../ui';
import type { CampaignProgress as Figures } from './campaignQueries.server';

/** How far a campaign has come, from review to payment. */
export function CampaignProgress({ figures }: { figures: Figures }) {
  const { total, byStatus, awardCount, paidCount } = figures;
  const open = total - byStatus.withdrawn - byStatus.rejected;
  const reviewed = byStatus.reviewed + byStatus.confirming + byStatus.approved;
  return (
    <Columns count={3}>
      <Bar label="已审核" done={reviewed} of={open} />
      <Bar label="已批准" done={byStatus.approved} of={open} />
      <Bar label="已全额发放" done={paidCount} of={awardCount} />
    </Columns>
  );
}

function Bar({ label, done, of }: { label: string; done: number; of: number }) {
  return (
    <Progress
      label={label}
      valueText={`${done.toLocaleString('zh-CN')} / ${of.toLocaleString('zh-CN')} 件`}
      ratio={of === 0 ? 0 : done / of}
      tone={of > 0 && done === of ? 'success' : 'info'}
    />
  );
}

/** The three sums of a campaign in a line. */
export function CampaignSums({ figures }: { figures: Pick<Figures, 'askedFen' | 'awardedFen' | 'paidFen'> }) {
  return (
    <>
      申请 <Money fen={figures.askedFen} /> 元，核定 <Money fen={figures.awardedFen} /> 元，已发放{' '}
      <Money fen={figures.paidFen} /> 元
    </>
  );
}

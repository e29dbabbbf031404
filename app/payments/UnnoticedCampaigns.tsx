import type { FieldMetadata } from '@conform-to/react';
import { paths } from '../paths';
import type { UnnoticedCampaign } from '../relief/unnoticed.server';
import { RuleLink } from '../rules/RuleLink';
import { Alert, SeenTick, TextLink } from '../ui';
import { noticeGapText } from '../zh/campaigns';

const total = (campaigns: readonly UnnoticedCampaign[]) =>
  campaigns.reduce((sum, { count }) => sum + count, 0);

/** The campaigns of a batch whose recipients have not been public for as long as they must. */
export function UnnoticedCampaigns({ campaigns }: { campaigns: readonly UnnoticedCampaign[] }) {
  if (campaigns.length === 0) return null;
  return (
    <Alert tone="warning" title={`有 ${total(campaigns)} 笔的受助名单还没有公示期满`}>
      <p>
        受助名单应先公示，公示期满没有异议再发放。确需先发的，请核对后在下面勾选。
        <RuleLink rule="notice" of="公示期" />
      </p>
      <ul className="mt-1 list-inside list-disc">
        {campaigns.map(({ campaignId, name, count, ...notice }) => (
          <li key={campaignId}>
            <TextLink to={paths.campaignNotice(campaignId)}>{name}</TextLink>（{count} 笔）：
            {noticeGapText(notice)}
          </li>
        ))}
      </ul>
    </Alert>
  );
}

/** What is asked of whoever makes or approves a batch of such campaigns. */
export function UnnoticedSeen({
  field,
  campaigns,
  labelOf,
}: {
  field: FieldMetadata;
  campaigns: readonly UnnoticedCampaign[];
  labelOf: (count: number) => string;
}) {
  const count = total(campaigns);
  return <SeenTick field={field} count={count} label={labelOf(count)} />;
}

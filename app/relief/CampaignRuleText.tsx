import { paths } from '../paths';
import { TextLink } from '../ui';
import { ruleLines } from '../zh/campaigns';
import { storedRuleOf } from './campaignRule';

interface CampaignRuleTextProps {
  campaign: { id: string; rule: string | null };
  people: { inCount: number; outCount: number };
}

/** Whom a campaign was for, in words, and how many its list holds. */
export function CampaignRuleText({ campaign, people: { inCount, outCount } }: CampaignRuleTextProps) {
  if (campaign.rule === null) return null;
  const lines = ruleLines(storedRuleOf(campaign.rule));
  return (
    <p className="text-ink-600">
      范围：{lines.length > 0 ? lines.join('；') : '启动日期在册的全部家庭'}。
      <TextLink to={paths.campaignList(campaign.id)}>入选 {inCount.toLocaleString('zh-CN')} 人</TextLink>，
      <TextLink to={paths.campaignList(campaign.id, { side: 'out' })}>
        未入选 {outCount.toLocaleString('zh-CN')} 人
      </TextLink>
      。
    </p>
  );
}

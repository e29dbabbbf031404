import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  Columns,
  EmptyState,
  Money,
  Pager,
  Section,
  Table,
  Tabs,
  Tag,
  TBody,
  Td,
  TextLink,
  Th,
  THead,
  Tr,
} from '../ui';
import { LEFT_OUT_LABELS, PREVIEW_PART_LABELS } from '../zh/campaigns';
import { CATEGORY_LABELS, regionLabel } from '../zh/families';
import { LEFT_OUT_REASONS, PREVIEW_PARTS, type PreviewPart } from './campaign';
import type { CampaignPreview, PreviewRow } from './campaigns.server';

interface PreviewProps {
  preview: CampaignPreview;
  /** The fields of the plan, as they were sent. */
  plan: readonly [string, string][];
}

/** Those drawn, by category and by division. */
export function CampaignShares({ preview: { byCategory, byDivision } }: Pick<PreviewProps, 'preview'>) {
  return (
    <Columns count={2}>
      <Shares
        label="按困难类别"
        rows={byCategory.map(({ category, ...sums }) => ({
          name: category ? CATEGORY_LABELS[category] : '未定类别',
          ...sums,
        }))}
      />
      <Shares
        label="按行政区划"
        rows={byDivision.map(({ division, ...sums }) => ({ name: regionLabel(division), ...sums }))}
      />
    </Columns>
  );
}

interface SharesProps {
  label: string;
  rows: readonly { name: string; count: number; amountFen: number }[];
}

function Shares({ label, rows }: SharesProps) {
  return (
    <Table label={label} dense bordered>
      <THead>
        <Tr>
          <Th>{label}</Th>
          <Th numeric>人数</Th>
          <Th numeric>金额（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map(({ name, count, amountFen }) => (
          <Tr key={name}>
            <Td header>{name}</Td>
            <Td numeric>{count}</Td>
            <Td numeric>
              <Money fen={amountFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

/** Everybody the rule looked at, by name, before anything is kept. */
export function CampaignPreviewList({ preview, plan }: PreviewProps) {
  const { list } = preview;
  const to = (part: PreviewPart, page?: number) =>
    paths.campaignNewWith([
      ...plan,
      ['part', part],
      ...(page ? [['page', String(page)] as [string, string]] : []),
    ]);
  const counts = countsOf(preview);
  return (
    <Section
      title="名单预览"
      description={
        <>
          还没有保存任何内容；启动以后名单固定下来。 <RuleLink rule="cap" of="上限" />
        </>
      }
      flush
    >
      <Tabs
        label="名单预览"
        items={PREVIEW_PARTS.map((part) => ({
          to: to(part),
          label: PREVIEW_PART_LABELS[part],
          count: counts[part],
          current: part === list.part,
        }))}
      />
      {list.rows.length === 0 ? (
        <EmptyState title="这里没有人">请看别的分类。</EmptyState>
      ) : (
        <>
          <PreviewTable rows={list.rows} />
          <Pager
            page={list.page}
            pageCount={list.pageCount}
            total={list.total}
            unit="人"
            to={(page) => to(list.part, page)}
          />
        </>
      )}
    </Section>
  );
}

function countsOf({ count, overCap, withoutAccount, leftOut }: CampaignPreview): Record<PreviewPart, number> {
  const out = LEFT_OUT_REASONS.reduce((sum, reason) => sum + leftOut[reason], 0);
  return { in: count, over_cap: overCap, without_account: withoutAccount, out };
}

function PreviewTable({ rows }: { rows: readonly PreviewRow[] }) {
  return (
    <Table label="名单" dense>
      <THead>
        <Tr>
          <Th>姓名</Th>
          <Th>档案号</Th>
          <Th>困难类别</Th>
          <Th>行政区划</Th>
          <Th numeric>金额（元）</Th>
          <Th>说明</Th>
        </Tr>
      </THead>
      <TBody>
        {rows.map((row) => (
          <Tr key={row.memberId}>
            <Td header nowrap>
              {row.name}
            </Td>
            <Td nowrap className="tabular-nums">
              <TextLink to={paths.family(row.familyId)}>{row.fileNumber}</TextLink>
            </Td>
            <Td nowrap>{row.category ? CATEGORY_LABELS[row.category] : '未定类别'}</Td>
            <Td>{regionLabel(row.division)}</Td>
            <Td numeric>
              <Money fen={row.amountFen} />
            </Td>
            <Td>
              {row.reason ? LEFT_OUT_LABELS[row.reason] : null}
              {row.overCap ? <Tag tone="danger">超出上限</Tag> : null}
              {row.withoutAccount && !row.reason ? <Tag tone="warning">没有账户</Tag> : null}
            </Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

import { paths } from '../paths';
import { Button, Checkbox, Money, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import type { CampaignAct, CampaignActRow } from './campaignActs.server';
import { tickOf } from './relief.form';

/** The anchor of the list, so that turning its pages does not lead back to the top. */
export const LIST = 'list';

/** One page of the list of a campaign's step, to tick those that are left out; those ticked on other pages travel along. */
export function CampaignActRows({ act, ticks }: { act: CampaignAct; ticks: readonly string[] }) {
  const here = new Set(act.rows.map(tickOf));
  const elsewhere = ticks.filter((tick) => !here.has(tick));
  return (
    <>
      {elsewhere.map((tick) => (
        <input key={tick} type="hidden" name="except" value={tick} />
      ))}
      <Table label="申请名单" sticky dense>
        <THead>
          <Tr>
            <Th>不办理</Th>
            <Th>受助人</Th>
            <Th>档案号</Th>
            <Th>申请日期</Th>
            <Th numeric>金额（元）</Th>
            <Th>说明</Th>
          </Tr>
        </THead>
        <TBody>
          {act.rows.map((row) => (
            <Tr key={row.id} tone={row.obstacle && !act.withoutBlocked ? 'warning' : undefined}>
              <Td>
                <LeftOut row={row} withoutBlocked={act.withoutBlocked} ticks={ticks} />
              </Td>
              <Td header nowrap>
                <TextLink to={paths.application(row.id)}>{row.name}</TextLink>
              </Td>
              <Td nowrap className="tabular-nums">
                <TextLink to={paths.family(row.familyId)}>{row.fileNumber}</TextLink>
              </Td>
              <Td nowrap className="tabular-nums">
                {row.appliedOn}
              </Td>
              <Td numeric>
                <Money fen={row.amountFen} />
              </Td>
              <Td>{row.obstacle}</Td>
            </Tr>
          ))}
        </TBody>
      </Table>
      <PageButtons act={act} />
    </>
  );
}

interface LeftOutProps {
  row: CampaignActRow;
  withoutBlocked: boolean;
  ticks: readonly string[];
}

function LeftOut({ row, withoutBlocked, ticks }: LeftOutProps) {
  if (row.obstacle && withoutBlocked) return <>已排除</>;
  const tick = tickOf(row);
  return (
    <Checkbox label={`不办理${row.name}`} name="except" value={tick} defaultChecked={ticks.includes(tick)} />
  );
}

/** The pages as buttons of the form: links would lose what was ticked. */
function PageButtons({ act: { page, pageCount, waiting } }: { act: CampaignAct }) {
  return (
    <nav
      aria-label="分页"
      className="flex flex-wrap items-center justify-between gap-3 px-3 py-2 text-sm text-ink-600"
    >
      <p className="tabular-nums">
        共 {waiting.count.toLocaleString('zh-CN')} 件{pageCount > 1 ? `，第 ${page} / ${pageCount} 页` : ''}
      </p>
      {pageCount > 1 ? (
        <div className="no-print flex flex-wrap gap-1.5">
          {Array.from({ length: pageCount }, (_, index) => index + 1).map((number) => (
            <Button
              key={number}
              size="small"
              formMethod="get"
              formAction={`#${LIST}`}
              formNoValidate
              name="page"
              value={number}
              disabled={number === page}
              aria-label={`第 ${number} 页`}
              aria-current={number === page ? 'page' : undefined}
            >
              {number}
            </Button>
          ))}
        </div>
      ) : null}
    </nav>
  );
}

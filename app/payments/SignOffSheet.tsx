import { amountInCapitals } from '../money/capitals';
import { fen } from '../money/fen';
import { Columns, Facts, Money, MoneyText, Paper, Table, TBody, Td, TFoot, Th, THead, Tr } from '../ui';
import { BATCH_STATUS_LABELS } from '../zh/batches';
import { reliefTypeLabels } from '../zh/fund';
import type { SignOff } from './batchQueries.server';
import { BankSums, TypeSums } from './BatchSums';

/** 发放签批单: what is signed before the bank pays. Accounts show their last four digits only. */
export function SignOffSheet({ sheet, centre }: { sheet: SignOff; centre: string }) {
  const { batch, whole, part, partCount } = sheet;
  const place = partCount > 1 ? ` · 第 ${part} 部分，共 ${partCount} 部分` : '';
  return (
    <Paper
      title="救助金发放签批单"
      subtitle={`${centre} · ${batch.number} · ${BATCH_STATUS_LABELS[batch.status]}${place}`}
    >
      <Facts
        items={[
          { label: '批次名称', value: batch.title },
          { label: '年度', value: `${sheet.year} 年` },
          { label: '笔数', value: `${whole.count.toLocaleString('zh-CN')} 笔` },
          { label: '金额', value: <MoneyText fen={whole.amountFen} /> },
          { label: '金额大写', value: amountInCapitals(fen(whole.amountFen)), wide: true },
          { label: '审批日期', value: batch.approvedOn },
          { label: '救助活动', value: sheet.campaignName },
        ]}
      />
      <Columns>
        <TypeSums head={sheet} />
        <BankSums head={sheet} />
      </Columns>
      <Signatures sheet={sheet} />
      <LineList sheet={sheet} />
      {batch.approvedDigest ? (
        <p className="break-all text-xs text-ink-600">审批内容校验码：{batch.approvedDigest}</p>
      ) : null}
    </Paper>
  );
}

function Signatures({ sheet: { madeByName, approvedByName } }: { sheet: SignOff }) {
  const places = [
    ['制表', madeByName],
    ['复核', ''],
    ['审批', approvedByName ?? ''],
  ];
  return (
    <dl className="grid grid-cols-3 gap-6 py-3">
      {places.map(([label, name]) => (
        <div key={label} className="flex gap-2">
          <dt className="shrink-0">{label}：</dt>
          <dd className="min-h-[2.5rem] flex-1 border-b border-ink-500">{name}</dd>
        </div>
      ))}
    </dl>
  );
}

function LineList({ sheet: { lines, whole, partCount } }: { sheet: SignOff }) {
  const partFen = lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
  return (
    <Table label="发放明细" dense bordered>
      <THead>
        <Tr>
          <Th numeric>行号</Th>
          <Th>受助人</Th>
          <Th>档案号</Th>
          <Th>类型</Th>
          <Th>收款人</Th>
          <Th>开户行</Th>
          <Th>账号尾号</Th>
          <Th numeric>金额（元）</Th>
        </Tr>
      </THead>
      <TBody>
        {lines.map((line) => (
          <Tr key={line.id}>
            <Td numeric>{line.lineNumber}</Td>
            <Td header>{line.name}</Td>
            <Td nowrap>{line.fileNumber}</Td>
            <Td nowrap>{reliefTypeLabels[line.type]}</Td>
            <Td>{line.accountHolder}</Td>
            <Td>{line.bankName}</Td>
            <Td>{line.accountLast4}</Td>
            <Td numeric>
              <Money fen={line.amountFen} />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        {partCount > 1 ? (
          <Tr>
            <Td header colSpan={7}>
              本部分小计 {lines.length.toLocaleString('zh-CN')} 笔
            </Td>
            <Td numeric>
              <Money fen={partFen} />
            </Td>
          </Tr>
        ) : null}
        <Tr>
          <Td header colSpan={7}>
            合计 {whole.count.toLocaleString('zh-CN')} 笔
          </Td>
          <Td numeric>
            <Money fen={whole.amountFen} />
          </Td>
        </Tr>
      </TFoot>
    </Table>
  );
}

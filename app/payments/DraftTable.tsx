import type { FieldMetadata } from '@conform-to/react';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { Checkbox, Hidden, Input, Money, Table, Tag, TBody, Td, TextLink, TFoot, Th, THead, Tr } from '../ui';
import { reliefTypeLabels } from '../zh/fund';
import { ExitTag } from '../relief/ExitTag';
import { exitByAward } from './ExitedLines';
import type { ExitedLine } from './exitedLines.server';
import type { DraftLine, PaymentDraft } from './paymentDraft.server';
import { SharedAccountTag } from './SharedLines';

interface LineValue {
  awardId: string;
  amountFen: string;
}

interface DraftTableProps {
  draft: Pick<PaymentDraft, 'lines' | 'shared' | 'exited'> & { amountFen: number };
  /** The form that pays. */
  formId: string;
  /** What was typed for each ticked award; null where a filter chose them and each is paid in full. */
  fields: FieldMetadata<LineValue>[] | null;
  /** The form that the boxes for leaving a line out belong to. */
  leaveOutForm: string;
}

/** To whom a run would pay and how much. */
export function DraftTable({ draft, formId, fields, leaveOutForm }: DraftTableProps) {
  // By award, not by place: after a refusal the list may have become shorter than what was sent.
  const typed = fields && new Map(fields.map((field) => typedLine(field.getFieldset())));
  const isShared = new Set(draft.shared.map(({ awardId }) => awardId));
  const exits = exitByAward(draft.exited);
  return (
    <Table label="发放名单" sticky dense>
      <THead>
        <Tr>
          <Th numeric>序号</Th>
          <Th>受助人</Th>
          <Th>档案号</Th>
          <Th>类型</Th>
          <Th>收款人</Th>
          <Th>开户行</Th>
          <Th>账号尾号</Th>
          <Th>批准日期</Th>
          <Th numeric>核定（元）</Th>
          <Th numeric>已发（元）</Th>
          <Th numeric>本次发放（元）</Th>
          <Th>本次不发</Th>
        </Tr>
      </THead>
      <TBody>
        {draft.lines.map((line, index) => (
          <Tr key={line.awardId}>
            <Td numeric muted>
              {index + 1}
            </Td>
            <LineCells line={line} isShared={isShared.has(line.awardId)} exit={exits.get(line.awardId)} />
            <Td numeric strong>
              {typed ? (
                <AmountCell line={line} index={index} formId={formId} typed={typed.get(line.awardId)} />
              ) : (
                <Money fen={line.restFen} />
              )}
            </Td>
            <Td className="text-center">
              <Checkbox
                form={leaveOutForm}
                name="except"
                value={line.awardId}
                label={`本次不发${line.name}（${line.fileNumber}）`}
              />
            </Td>
          </Tr>
        ))}
      </TBody>
      <TFoot>
        <Tr>
          <Td header colSpan={10}>
            共 {draft.lines.length} 笔，待发合计
          </Td>
          <Td numeric>
            <Money fen={draft.amountFen} />
          </Td>
          <Td />
        </Tr>
      </TFoot>
    </Table>
  );
}

interface Typed {
  text: string | undefined;
  errors: string[] | undefined;
}

function typedLine(line: {
  awardId: FieldMetadata<string>;
  amountFen: FieldMetadata<string>;
}): [awardId: string | undefined, Typed] {
  return [line.awardId.initialValue, { text: line.amountFen.initialValue, errors: line.amountFen.errors }];
}

type SentLine = Omit<DraftLine, 'restFen'> & { restFen: number };

interface LineCellsProps {
  line: SentLine;
  isShared: boolean;
  exit: ExitedLine | undefined;
}

function LineCells({ line, isShared, exit }: LineCellsProps) {
  return (
    <>
      <Td header nowrap>
        <TextLink to={paths.award(line.awardId)}>{line.name}</TextLink>
        <ExitTag exit={exit} />
      </Td>
      <Td nowrap>{line.fileNumber}</Td>
      <Td nowrap>{reliefTypeLabels[line.type]}</Td>
      <Td nowrap>{line.accountHolder}</Td>
      <Td>{line.bankName}</Td>
      <Td nowrap className="tabular-nums">
        {line.accountLast4 ?? <Tag tone="danger">未登记账户</Tag>} {isShared ? <SharedAccountTag /> : null}
      </Td>
      <Td nowrap className="tabular-nums">
        {line.approvedOn}
      </Td>
      <Td numeric>
        <Money fen={line.amountFen} />
      </Td>
      <Td numeric>
        <Money fen={line.netFen} />
      </Td>
    </>
  );
}

interface AmountCellProps {
  line: SentLine;
  index: number;
  formId: string;
  typed: Typed | undefined;
}

function AmountCell({ line, index, formId, typed }: AmountCellProps) {
  const name = `lines[${index}].amountFen`;
  const id = `${formId}-${name}`;
  const isWrong = Boolean(typed?.errors?.length);
  return (
    <>
      <input type="hidden" form={formId} name={`lines[${index}].awardId`} value={line.awardId} />
      <Input
        id={id}
        form={formId}
        name={name}
        label={`${line.name}（${line.fileNumber}）本次发放金额`}
        defaultValue={typed?.text ?? plainYuan(fen(line.restFen))}
        inputMode="decimal"
        autoComplete="off"
        aria-invalid={isWrong || undefined}
        aria-describedby={isWrong ? `${id}-error` : undefined}
        className="w-28 text-right tabular-nums"
      />
      {isWrong ? (
        <p
          id={`${id}-error`}
          className="ml-auto mt-1 max-w-[15rem] whitespace-normal text-left text-sm font-normal text-danger-700"
        >
          <Hidden>错误：</Hidden>
          {typed?.errors?.join('；')}
        </p>
      ) : null}
    </>
  );
}

import type { FieldMetadata } from '@conform-to/react';
import type { ReactNode } from 'react';
import { parseYuan } from '../money/yuan';
import { RuleLink } from '../rules/RuleLink';
import { Alert, DateField, FormGrid, HiddenField, MoneyText, RadioField, TextAreaField } from '../ui';
import { DECISION_LABELS as LABELS, yuanText } from '../zh/relief';
import { heldAgainst, type FundBefore } from './fundBefore';

interface DecisionFieldsProps {
  fields: Record<'commandId' | 'outcome' | 'on' | 'note', FieldMetadata>;
  outcomes: { value: string; label: string }[];
  earliestOn: string | undefined;
  today: string;
  /** What this level finds right, where it may say so. */
  amount?: ReactNode;
}

/** What a level of approval says of one application, and when. */
export function DecisionFields({ fields, outcomes, earliestOn, today, amount }: DecisionFieldsProps) {
  return (
    <>
      <HiddenField field={fields.commandId} />
      <FormGrid>
        <RadioField field={fields.outcome} label={LABELS.outcome} options={outcomes} />
        <DateField field={fields.on} label={LABELS.on} min={earliestOn} max={today} />
        {amount}
        <TextAreaField
          field={fields.note}
          label={LABELS.note}
          hint="退回或不予救助时必填，经办人会看到。"
          rows={2}
          wide
        />
      </FormGrid>
    </>
  );
}

interface BeforeApprovalProps {
  /** What speaks against the proposed day and the amount as the application stands. */
  warning: string | null;
  proposedOn: string;
  fund: FundBefore & { amountFen: number };
  /** What stands in the field of the amount, where there is one: everything but the warning is said of it. */
  typed?: string | undefined;
}

/** Why it could not be approved on the proposed day, and what the approval takes from the fund. */
export function BeforeApproval({ warning, proposedOn, fund, typed }: BeforeApprovalProps) {
  const amountFen = amountTyped(typed) ?? fund.amountFen;
  const { shortFen } = heldAgainst(fund, amountFen);
  const needed = (
    <>
      拟核定 <MoneyText fen={amountFen} />
      ，本年度可用预算 <MoneyText fen={fund.availableFen} />
    </>
  );
  return (
    <>
      {warning ? (
        <Alert tone="warning" title={`按 ${proposedOn}、${yuanText(fund.amountFen)}还不能批准`}>
          {warning}
        </Alert>
      ) : null}
      {shortFen > 0 ? (
        <Alert tone="warning" title="可用预算不够，按这个金额不能批准">
          {needed}，还差 <MoneyText fen={shortFen} />。<RuleLink rule="budget" of="预算限制" />
        </Alert>
      ) : (
        <p>
          {needed}。<RuleLink rule="budget" of="预算限制" />
        </p>
      )}
    </>
  );
}

/** Says that a second head confirms what the first approves, where the amount in the field is so high. */
export function SecondLevel({ fund, typed }: Pick<BeforeApprovalProps, 'fund' | 'typed'>) {
  const amountFen = amountTyped(typed) ?? fund.amountFen;
  if (fund.levelFen === null || !heldAgainst(fund, amountFen).needsSecond) return null;
  return (
    <Alert tone="info" title="需要二级审批">
      审批金额 <MoneyText fen={amountFen} /> 超过本年度设定的 <MoneyText fen={fund.levelFen} />
      。您批准后由另一位审批人确认，确认后才生成核定、占用资金。
      <RuleLink rule="extra-level" of="二级审批" />
    </Alert>
  );
}

function amountTyped(typed: string | undefined): number | null {
  const read = parseYuan(typed ?? '');
  return read.ok ? read.fen : null;
}

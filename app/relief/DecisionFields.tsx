import type { FieldMetadata } from '@conform-to/react';
import type { ReactNode } from 'react';
import { RuleLink } from '../rules/RuleLink';
import { Alert, DateField, FormGrid, HiddenField, MoneyText, RadioField, TextAreaField } from '../ui';
import { DECISION_LABELS as LABELS } from '../zh/relief';
import type { fundBefore } from './applicationSteps.server';

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
  warning: string | null;
  fund: Awaited<ReturnType<typeof fundBefore>>;
}

/** Why it could not be approved on the proposed day, and what the approval takes from the fund. */
export function BeforeApproval({ warning, fund }: BeforeApprovalProps) {
  const needed = (
    <>
      拟核定 <MoneyText fen={fund.amountFen} />
      ，本年度可用预算 <MoneyText fen={fund.availableFen} />
    </>
  );
  return (
    <>
      {warning ? (
        <Alert tone="warning" title="按这个日期和金额还不能批准">
          {warning}
        </Alert>
      ) : null}
      {fund.shortFen > 0 ? (
        <Alert tone="warning" title="可用预算不够，按这个金额不能批准">
          {needed}，还差 <MoneyText fen={fund.shortFen} />。
        </Alert>
      ) : (
        <p>
          {needed}。<RuleLink rule="budget" of="预算限制" />
        </p>
      )}
    </>
  );
}

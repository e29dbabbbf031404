import { useId } from 'react';
import { paths } from '../paths';
import { FilterBar, Labelled } from '../ui';
import { HUKOU_KIND_LABELS, regionLabel } from '../zh/families';
import { WHAT_IF_LABELS as LABELS } from '../zh/whatIf';
import { HUKOU_KINDS } from './family';
import { LINE_REGIONS } from './line.form';
import type { WhatIfQuestion } from './whatIf.form';

/** What is supposed: an amount for a region and kind, a change of all incomes, or both. */
export function WhatIfForm({ question: { typed, on, errors } }: { question: WhatIfQuestion }) {
  return (
    <FilterBar
      label="测算条件"
      action={paths.whatIf()}
      submitLabel="测算"
      resetTo={paths.whatIf()}
      selects={[
        {
          name: 'region',
          label: LABELS.region,
          value: typed.region,
          allLabel: null,
          options: LINE_REGIONS.map((region) => ({ value: region, label: regionLabel(region) })),
        },
        {
          name: 'hukouKind',
          label: LABELS.hukouKind,
          value: typed.hukouKind,
          allLabel: null,
          options: HUKOU_KINDS.map((kind) => ({ value: kind, label: HUKOU_KIND_LABELS[kind] })),
        },
      ]}
      dates={[{ name: 'on', label: LABELS.on, value: on }]}
    >
      <Typed name="amount" label={LABELS.amount} value={typed.amount} error={errors.amount} />
      <Typed name="percent" label={LABELS.percent} value={typed.percent} error={errors.percent} />
    </FilterBar>
  );
}

interface TypedProps {
  name: string;
  label: string;
  value: string;
  error: string | undefined;
}

function Typed({ name, label, value, error }: TypedProps) {
  const id = useId();
  return (
    <div className="w-full sm:w-44">
      <Labelled label={label} htmlFor={id}>
        <input
          key={value}
          id={id}
          name={name}
          inputMode="decimal"
          defaultValue={value}
          aria-invalid={error ? true : undefined}
          aria-describedby={error ? `${id}-error` : undefined}
          className="control"
        />
      </Labelled>
      {error ? (
        <p id={`${id}-error`} className="mt-1 text-sm text-danger-700">
          {error}
        </p>
      ) : null}
    </div>
  );
}

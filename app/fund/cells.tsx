import { getInputProps, getSelectProps } from '@conform-to/react';
import type { FieldMetadata } from '@conform-to/react';
import { Button, Hidden, Input, Select } from '../ui';

/** Controls of a form that stand in the cells of a table: no visible label, the error below. */

interface CellProps {
  field: FieldMetadata;
  /** Said to screen readers: what, and of which row. */
  label: string;
  className?: string;
}

export function CellText({ field, label, numeric, className }: CellProps & { numeric?: boolean }) {
  const { key, ...control } = getInputProps(field, { type: 'text' });
  return (
    <>
      <Input
        key={key}
        {...control}
        label={label}
        autoComplete="off"
        inputMode={numeric ? 'decimal' : undefined}
        className={`${numeric ? 'text-right tabular-nums' : ''} ${className ?? ''}`}
      />
      <CellError field={field} />
    </>
  );
}

export function CellDate({ field, label, className }: CellProps) {
  const { key, ...control } = getInputProps(field, { type: 'date' });
  return (
    <>
      <Input key={key} {...control} label={label} className={className} />
      <CellError field={field} />
    </>
  );
}

interface CellSelectProps extends CellProps {
  options: { value: string; label: string }[];
}

export function CellSelect({ field, label, options, className }: CellSelectProps) {
  const { key, ...control } = getSelectProps(field);
  return (
    <>
      <Select key={key} {...control} label={label} options={options} className={className} />
      <CellError field={field} />
    </>
  );
}

export function CellHidden({ field }: { field: FieldMetadata }) {
  const { key, ...control } = getInputProps(field, { type: 'hidden', ariaAttributes: false });
  return <input key={key} {...control} />;
}

function CellError({ field }: { field: FieldMetadata }) {
  if (!field.errors?.length) return null;
  return (
    <p id={field.errorId} className="mt-1 whitespace-normal text-sm font-normal text-danger-700">
      <Hidden>错误：</Hidden>
      {field.errors.join('；')}
    </p>
  );
}

/** The message of a list of rows as a whole; the error summary leads here. */
export function ListError({ field }: { field: FieldMetadata }) {
  if (!field.errors?.length) return null;
  return (
    <p id={field.id} tabIndex={-1} className="font-normal text-danger-700">
      {field.errors.join('；')}
    </p>
  );
}

/** Stands first in a form with other buttons, so that the Enter key saves instead of pressing one of those. */
export function EnterSubmits() {
  return (
    <Button className="sr-only" tabIndex={-1} aria-hidden="true">
      保存
    </Button>
  );
}

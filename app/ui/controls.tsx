import clsx from 'clsx';
import type { InputHTMLAttributes, ReactNode, SelectHTMLAttributes } from 'react';

export interface Option {
  value: string;
  label: string;
}

export interface OptionGroup {
  label: string;
  options: Option[];
}

type Labelled<Attributes> = Attributes & {
  /** Said to screen readers only; for a visible one see `Labelled`. */
  label: string;
};

/** A text control outside conform, such as one in a row of a table. */
export function Input({
  label,
  className,
  type = 'text',
  ...rest
}: Labelled<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <input {...rest} type={type} aria-label={label} className={clsx('control inline-block', className)} />
  );
}

/** A native select outside conform. */
export function Select({
  label,
  options,
  className,
  ...rest
}: Labelled<SelectHTMLAttributes<HTMLSelectElement>> & { options: Option[] }) {
  return (
    <select {...rest} aria-label={label} className={clsx('control inline-block', className)}>
      <OptionList options={options} />
    </select>
  );
}

/** A tick box outside conform, such as one in a row of a table. */
export function Checkbox({ label, className, ...rest }: Labelled<InputHTMLAttributes<HTMLInputElement>>) {
  return (
    <input {...rest} type="checkbox" aria-label={label} className={clsx('h-4 w-4 align-middle', className)} />
  );
}

/** A visible label above a control outside conform. */
export function Labelled({
  label,
  htmlFor,
  children,
}: {
  label: string;
  htmlFor: string;
  children: ReactNode;
}) {
  return (
    <div>
      <label htmlFor={htmlFor} className="mb-1 block text-sm text-ink-700">
        {label}
      </label>
      {children}
    </div>
  );
}

export function OptionList({ options }: { options: Option[] }) {
  return (
    <>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </>
  );
}

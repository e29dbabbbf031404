import { getCollectionProps, getInputProps, getSelectProps, getTextareaProps } from '@conform-to/react';
import type { FieldMetadata } from '@conform-to/react';
import clsx from 'clsx';
import type { InputHTMLAttributes, ReactNode } from 'react';
import { OptionList } from './controls';
import type { Option, OptionGroup } from './controls';
import { Hidden } from './Text';

export interface FieldProps {
  field: FieldMetadata;
  label: string;
  hint?: ReactNode;
  /** Taken from the schema's constraint when not said. */
  required?: boolean;
  /** Takes the whole row of its FormGrid. */
  wide?: boolean;
}

interface FrameProps extends FieldProps {
  children: ReactNode;
}

/** Label above, control, hint and error below: the same for every control that has one label. */
export function FieldFrame({ field, label, hint, required, wide, children }: FrameProps) {
  return (
    <div className={clsx('min-w-0', wide && 'col-span-full')}>
      <label htmlFor={field.id} className="mb-1 block font-medium text-ink-800">
        <LabelText label={label} isRequired={required ?? field.required} />
      </label>
      {children}
      <FieldNotes field={field} hint={hint} />
    </div>
  );
}

/** The same for controls that are several: a group with a legend. */
function GroupFrame({ field, label, hint, required, wide, children }: FrameProps) {
  return (
    <fieldset
      id={field.id}
      tabIndex={-1}
      aria-describedby={describedBy(field, hint)}
      className={clsx('min-w-0', wide && 'col-span-full')}
    >
      <legend className="mb-1 block font-medium text-ink-800">
        <LabelText label={label} isRequired={required ?? field.required} />
      </legend>
      {children}
      <FieldNotes field={field} hint={hint} />
    </fieldset>
  );
}

function LabelText({ label, isRequired }: { label: string; isRequired?: boolean }) {
  return (
    <>
      {label}
      {isRequired ? (
        <>
          <span aria-hidden="true" className="ml-0.5 text-danger-700">
            *
          </span>
          <Hidden>（必填）</Hidden>
        </>
      ) : null}
    </>
  );
}

function FieldNotes({ field, hint }: Pick<FieldProps, 'field' | 'hint'>) {
  return (
    <>
      {field.errors?.length ? (
        <div id={field.errorId} className="mt-1 text-sm text-danger-700">
          {field.errors.map((error) => (
            <p key={error}>
              <Hidden>错误：</Hidden>
              {error}
            </p>
          ))}
        </div>
      ) : null}
      {hint ? (
        <div id={field.descriptionId} className="mt-1 text-sm text-ink-500">
          {hint}
        </div>
      ) : null}
    </>
  );
}

function describedBy(field: FieldMetadata, hint: ReactNode): string | undefined {
  return clsx(field.errors?.length && field.errorId, hint && field.descriptionId) || undefined;
}

/** What conform is told about the notes beside a control. */
export function notesOf(field: FieldMetadata, hint: ReactNode) {
  return hint ? { ariaDescribedBy: field.descriptionId } : {};
}

type NativeInput = Pick<
  InputHTMLAttributes<HTMLInputElement>,
  | 'inputMode'
  | 'autoComplete'
  | 'placeholder'
  | 'spellCheck'
  | 'min'
  | 'max'
  | 'step'
  | 'accept'
  | 'multiple'
  | 'readOnly'
>;

interface InputFieldProps extends FieldProps, NativeInput {
  type: 'text' | 'email' | 'tel' | 'search' | 'date' | 'password' | 'number';
  prefix?: string;
  suffix?: string;
  /** Suggestions the browser offers. */
  list?: string[];
  className?: string;
}

function InputField({
  field,
  label,
  hint,
  required,
  wide,
  type,
  prefix,
  suffix,
  list,
  className,
  ...native
}: InputFieldProps) {
  const { key, ...control } = getInputProps(field, { type, ...notesOf(field, hint) });
  const listId = list ? `${field.id}-list` : undefined;
  const input = (
    <input
      key={key}
      {...control}
      {...withoutAbsent(native)}
      list={listId}
      className={clsx('control', prefix && 'rounded-l-none', suffix && 'rounded-r-none', className)}
    />
  );
  return (
    <FieldFrame {...{ field, label, hint, required, wide }}>
      {prefix || suffix ? (
        <div className="flex">
          {prefix ? <Affix side="left">{prefix}</Affix> : null}
          {input}
          {suffix ? <Affix side="right">{suffix}</Affix> : null}
        </div>
      ) : (
        input
      )}
      {list ? (
        <datalist id={listId}>
          {list.map((suggestion) => (
            <option key={suggestion} value={suggestion}>
              {suggestion}
            </option>
          ))}
        </datalist>
      ) : null}
    </FieldFrame>
  );
}

/** An attribute left out must not erase what the schema's constraint says. */
function withoutAbsent(attributes: NativeInput): NativeInput {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}

function Affix({ side, children }: { side: 'left' | 'right'; children: ReactNode }) {
  return (
    <span
      className={clsx(
        'flex shrink-0 items-center border border-ink-400 bg-ink-100 px-2.5 text-ink-600',
        side === 'left' ? 'rounded-l border-r-0' : 'rounded-r border-l-0',
      )}
    >
      {children}
    </span>
  );
}

type TextFieldProps = Omit<
  InputFieldProps,
  'type' | 'className' | 'min' | 'max' | 'step' | 'accept' | 'multiple'
> & {
  type?: 'text' | 'email' | 'tel' | 'search';
};

/** One line of text. */
export function TextField({ type = 'text', autoComplete = 'off', ...rest }: TextFieldProps) {
  return <InputField {...rest} type={type} autoComplete={autoComplete} />;
}

type NumberFieldProps = FieldProps & Pick<InputFieldProps, 'min' | 'max' | 'step' | 'suffix' | 'placeholder'>;

/** A count. */
export function NumberField(props: NumberFieldProps) {
  return (
    <InputField {...props} type="number" inputMode="numeric" autoComplete="off" className="tabular-nums" />
  );
}

/** An amount as text in yuan; the schema reads it, so that 1,234.50 and ¥1234.5 are as good as 1234.50. */
export function MoneyField({
  suffix = '元',
  ...rest
}: FieldProps & Pick<InputFieldProps, 'suffix' | 'placeholder'>) {
  return (
    <InputField
      {...rest}
      type="text"
      inputMode="decimal"
      autoComplete="off"
      suffix={suffix}
      className="text-right tabular-nums"
    />
  );
}

/** A day, by the browser's own date control. */
export function DateField(props: FieldProps & { min?: string; max?: string }) {
  return <InputField {...props} type="date" className="tabular-nums" />;
}

type FileFieldProps = FieldProps & Pick<InputHTMLAttributes<HTMLInputElement>, 'accept' | 'multiple'>;

/** A file; its form says `encType="multipart/form-data"`. */
export function FileField({ field, hint, accept, multiple, ...frame }: FileFieldProps) {
  const { key, ...control } = getInputProps(field, { type: 'file', ...notesOf(field, hint) });
  return (
    <FieldFrame {...frame} field={field} hint={hint}>
      <input
        key={key}
        {...control}
        accept={accept}
        multiple={multiple}
        className="control py-1 file:mr-3 file:rounded file:border file:border-solid file:border-ink-300 file:bg-ink-50 file:px-3 file:py-0.5 file:text-ink-800 hover:file:bg-ink-100"
      />
    </FieldFrame>
  );
}

interface SelectFieldProps extends FieldProps {
  options?: Option[];
  groups?: OptionGroup[];
  /** The empty choice; null when there is none. */
  placeholder?: string | null;
}

/** One of several, by a native select. */
export function SelectField({
  options = [],
  groups = [],
  placeholder = '请选择',
  field,
  hint,
  ...frame
}: SelectFieldProps) {
  const { key, ...control } = getSelectProps(field, notesOf(field, hint));
  return (
    <FieldFrame {...frame} field={field} hint={hint}>
      <select key={key} {...control} className="control">
        {placeholder === null ? null : <option value="">{placeholder}</option>}
        <OptionList options={options} />
        {groups.map((group) => (
          <optgroup key={group.label} label={group.label}>
            <OptionList options={group.options} />
          </optgroup>
        ))}
      </select>
    </FieldFrame>
  );
}

/** Several lines of text. */
export function TextAreaField({
  rows = 3,
  placeholder,
  field,
  hint,
  ...frame
}: FieldProps & { rows?: number; placeholder?: string }) {
  const { key, ...control } = getTextareaProps(field, notesOf(field, hint));
  return (
    <FieldFrame {...frame} field={field} hint={hint}>
      <textarea key={key} {...control} rows={rows} placeholder={placeholder} className="control" />
    </FieldFrame>
  );
}

/** One yes or no. */
export function CheckboxField({
  field,
  label,
  hint,
  required,
  wide,
  value,
}: FieldProps & { value?: string }) {
  const { key, ...control } = getInputProps(field, { type: 'checkbox', value, ...notesOf(field, hint) });
  return (
    <div className={clsx('min-w-0', wide && 'col-span-full')}>
      <label className="inline-flex min-h-control items-center gap-2">
        <input key={key} {...control} className="h-4 w-4 shrink-0" />
        <span>
          <LabelText label={label} isRequired={required ?? field.required} />
        </span>
      </label>
      <FieldNotes field={field} hint={hint} />
    </div>
  );
}

/** Any number of several. */
export function CheckboxGroupField({ options, ...frame }: FieldProps & { options: Option[] }) {
  return (
    <GroupFrame {...frame}>
      <Choices field={frame.field} type="checkbox" options={options} inline />
    </GroupFrame>
  );
}

interface Choice extends Option {
  hint?: string;
}

/** One of a few, all in sight. */
export function RadioField({
  options,
  inline = true,
  ...frame
}: FieldProps & { options: Choice[]; inline?: boolean }) {
  return (
    <GroupFrame {...frame}>
      <Choices field={frame.field} type="radio" options={options} inline={inline} />
    </GroupFrame>
  );
}

interface ChoicesProps {
  field: FieldMetadata;
  type: 'checkbox' | 'radio';
  options: Choice[];
  inline: boolean;
}

function Choices({ field, type, options, inline }: ChoicesProps) {
  const controls = getCollectionProps(field, {
    type,
    options: options.map((option) => option.value),
    ariaAttributes: false,
  });
  return (
    <div className={clsx('flex', inline ? 'flex-wrap gap-x-5' : 'flex-col')}>
      {controls.map(({ key, ...control }, index) => (
        <label key={key} className="inline-flex min-h-control items-start gap-2 py-[0.4375rem]">
          <input {...control} className="mt-[3px] h-4 w-4 shrink-0" />
          <span>
            {options[index]?.label}
            {options[index]?.hint ? (
              <span className="block text-sm text-ink-500">{options[index].hint}</span>
            ) : null}
          </span>
        </label>
      ))}
    </div>
  );
}

/** A value that travels with the form unseen. */
export function HiddenField({ field, value }: { field: FieldMetadata; value?: string }) {
  const { key, ...control } = getInputProps(field, { type: 'hidden', ariaAttributes: false });
  return (
    <input key={key} {...control} {...(value === undefined ? {} : { value, defaultValue: undefined })} />
  );
}

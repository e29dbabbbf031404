import type { FormMetadata } from '@conform-to/react';
import clsx from 'clsx';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Icon } from './Icon';
import { useNoticeOver } from './noticeOver';

interface ErrorSummaryProps {
  form: Pick<FormMetadata, 'id' | 'allErrors' | 'status'>;
  /** What each field is called, by its name in the form. */
  labels?: Record<string, string>;
}

interface FoundError {
  name: string;
  text: string;
}

/** Everything that is wrong with a form that was sent, each line leading to its field. */
export function ErrorSummary({ form, labels = {} }: ErrorSummaryProps) {
  const box = useRef<HTMLDivElement>(null);
  const errors = errorsOf(form, labels);
  const isShown = form.status === 'error' && errors.length > 0;
  useEffect(() => {
    if (isShown) box.current?.focus();
  }, [isShown]);
  useNoticeOver(isShown);
  if (!isShown) return null;
  return (
    <div
      ref={box}
      role="alert"
      tabIndex={-1}
      className="mb-4 flex gap-2.5 rounded border border-danger-200 border-l-4 border-l-danger-700 bg-danger-50 px-3.5 py-2.5 text-danger-700"
    >
      <Icon name="danger" className="mt-[3px]" />
      <div className="min-w-0">
        <p className="font-semibold">没有提交成功，请先改正：</p>
        <ul className="mt-1 list-disc pl-5">
          {errors.map((error) => (
            <li key={`${error.name} ${error.text}`}>
              {error.name ? (
                <a
                  href={`#${form.id}-${error.name}`}
                  className="underline underline-offset-[3px] hover:decoration-2"
                >
                  {error.text}
                </a>
              ) : (
                error.text
              )}
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function errorsOf(form: ErrorSummaryProps['form'], labels: Record<string, string>): FoundError[] {
  return Object.entries(form.allErrors).flatMap(([name, texts]) =>
    (texts ?? []).map((text) => ({ name, text: labels[name] ? `${labels[name]}：${text}` : text })),
  );
}

const GRID = { 1: '', 2: 'md:grid-cols-2', 3: 'md:grid-cols-2 xl:grid-cols-3' };

/** Fields side by side where there is room. */
export function FormGrid({ columns = 2, children }: { columns?: 1 | 2 | 3; children: ReactNode }) {
  return (
    <div className={clsx('grid grid-cols-1 items-start gap-x-6 gap-y-4', GRID[columns])}>{children}</div>
  );
}

/** The buttons at the end of a form. */
export function FormActions({ children }: { children: ReactNode }) {
  return <div className="no-print mt-5 flex flex-wrap items-center gap-2">{children}</div>;
}

/** A group within a long form. */
export function Fieldset({
  legend,
  hint,
  children,
}: {
  legend: string;
  hint?: ReactNode;
  children: ReactNode;
}) {
  return (
    <fieldset className="min-w-0 border-ink-200 [&+&]:mt-5 [&+&]:border-t [&+&]:pt-4">
      <legend className="float-left mb-3 w-full text-lg font-semibold text-ink-900">{legend}</legend>
      <div className="clear-both">
        {hint ? <div className="-mt-2 mb-3 text-sm text-ink-500">{hint}</div> : null}
        {children}
      </div>
    </fieldset>
  );
}

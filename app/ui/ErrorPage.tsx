import type { ReactNode } from 'react';
import { LinkButton } from './Button';
import type { LinkItem } from './Page';

interface ErrorPageProps {
  status?: number;
  title: string;
  text: ReactNode;
  action?: LinkItem;
  /** Stands alone, outside any frame: brings its own `<main>`. */
  bare?: boolean;
  children?: ReactNode;
}

/** What a boundary shows: what went wrong and what to do now. */
export function ErrorPage({ status, title, text, action, bare, children }: ErrorPageProps) {
  const content = (
    <div className="mx-auto max-w-prose px-4 py-[10vh] text-center">
      {status ? <p className="text-sm tabular-nums text-ink-500">错误 {status}</p> : null}
      <h1 className="mt-1 text-xl font-semibold">{title}</h1>
      <div className="mt-2 text-ink-600">{text}</div>
      {children ? <div className="mt-4 text-left">{children}</div> : null}
      {action ? (
        <div className="mt-6">
          <LinkButton to={action.to} tone="primary">
            {action.label}
          </LinkButton>
        </div>
      ) : null}
    </div>
  );
  return bare ? <main id="main">{content}</main> : content;
}

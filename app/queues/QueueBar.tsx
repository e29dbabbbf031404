import { useNavigate } from '@remix-run/react';
import { useEffect, useRef } from 'react';
import { paths } from '../paths';
import { LinkButton } from '../ui';
import { QUEUE_LABELS } from '../zh/queues';
import type { QueuePlace } from './queue';

interface QueueBarProps {
  place: QueuePlace | null;
  /** The page on which the case is returned, where its form has no such outcome. */
  returnTo?: string;
}

/** Over a page of a queue: where one is in it, and the ways to the case before and after; none elsewhere. */
export function QueueBar({ place, returnTo }: QueueBarProps) {
  return place ? <Bar place={place} returnTo={returnTo} /> : null;
}

function Bar({ place, returnTo }: { place: QueuePlace; returnTo: string | undefined }) {
  const { kind, position, count, previous, next } = place;
  const bar = useRef<HTMLElement>(null);
  // The next case begins where the one before did: at the top of the page, for keys and for screen readers.
  useEffect(() => bar.current?.focus(), [kind, previous, next, position]);
  useQueueKeys({ previous, next, returnTo });
  return (
    <nav
      ref={bar}
      tabIndex={-1}
      aria-label="逐件办理"
      className="no-print mb-3 flex flex-wrap items-center gap-2 rounded border border-ink-200 bg-white px-3 py-2"
    >
      <span>
        {QUEUE_LABELS[kind]}
        {position > 0 ? `（${position}/${count}）` : '：这一件已不在等待'}
      </span>
      {previous ? (
        <LinkButton to={previous} size="small" aria-keyshortcuts="p">
          上一件
        </LinkButton>
      ) : null}
      {next ? (
        <LinkButton to={next} size="small" aria-keyshortcuts="n">
          下一件
        </LinkButton>
      ) : null}
      <LinkButton to={paths.queues} size="small" tone="quiet">
        结束逐件办理
      </LinkButton>
      <span className="text-sm text-ink-500">按键：N 下一件，P 上一件，A 到批准，R 到退回，回车确认</span>
    </nav>
  );
}

/** A key leads to the button or the form and never sends it: Enter does. */
function useQueueKeys({
  previous,
  next,
  returnTo,
}: {
  previous: string | null;
  next: string | null;
  returnTo: string | undefined;
}): void {
  const navigate = useNavigate();
  useEffect(() => {
    const keys: Record<string, () => void> = {
      n: () => next && navigate(next),
      p: () => previous && navigate(previous),
      a: leadToApproval,
      r: () => (leadToReturn() || !returnTo ? undefined : navigate(returnTo)),
    };
    const act = (event: KeyboardEvent) => {
      const lead = keys[event.key.toLowerCase()];
      if (!lead || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      lead();
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [navigate, previous, next, returnTo]);
}

const inForm = <E extends HTMLElement>(selector: string) =>
  document.querySelector<E>(`main form[method="post"] ${selector}`);

function leadToApproval(): void {
  inForm('input[name="outcome"]')?.click();
  inForm('button[type="submit"]')?.focus();
}

/** @returns whether the form has such an outcome */
function leadToReturn(): boolean {
  const outcome = inForm('input[name="outcome"][value="return"]');
  outcome?.click();
  if (outcome) inForm('textarea[name="note"]')?.focus();
  return outcome !== null;
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
}

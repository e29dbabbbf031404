import { useLocation, useNavigate, useNavigation } from '@remix-run/react';
import { useCallback, useEffect, useRef } from 'react';
import { paths } from '../paths';
import { LinkButton } from '../ui';
import { QUEUE_LABELS } from '../zh/queues';
import { inQueue, type QueuePlace } from './queue';

interface QueueBarProps {
  place: QueuePlace | null;
  /** The page on which the case is returned, where its form has no such outcome. */
  returnOn?: string;
  /** On that page: the one on which the case is approved. */
  approveOn?: string;
  /** What stands against an approval of the case: it is said here, and no key leads to one. */
  obstacle?: string | null;
}

/** Over a page of a queue: where one is in it, and the ways to the case before and after; none elsewhere. */
export function QueueBar({ place, ...pages }: QueueBarProps) {
  return place ? <Bar place={place} {...pages} /> : null;
}

function Bar({ place, returnOn, approveOn, obstacle = null }: QueueBarProps & { place: QueuePlace }) {
  const { kind, position, count, previous, next } = place;
  const bar = useRef<HTMLElement>(null);
  const lead = leadIn(useLocation().state);
  // The next case begins where the one before did: at the top of the page, for keys and for screen readers. Who came
  // by a key to answer begins where the answer is given.
  useEffect(() => {
    if (hasTyped(document.activeElement)) return;
    if (lead) LEADS[lead]();
    else bar.current?.focus();
  }, [kind, previous, next, position, lead]);
  const toBar = useCallback(() => bar.current?.focus(), []);
  const { isIdle } = useQueueKeys({
    ...{ previous, next, returnOn, approveOn, toBar },
    isObstructed: obstacle !== null,
  });
  return (
    <nav
      ref={bar}
      tabIndex={-1}
      aria-label="逐件办理"
      aria-busy={!isIdle}
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
      {approveOn && !obstacle ? (
        <LinkButton to={inQueue(approveOn)} size="small" aria-keyshortcuts="a">
          去批准
        </LinkButton>
      ) : null}
      {returnOn ? (
        <LinkButton to={inQueue(returnOn)} size="small" aria-keyshortcuts="r">
          去退回
        </LinkButton>
      ) : null}
      <LinkButton to={paths.queues} size="small" tone="quiet">
        结束逐件办理
      </LinkButton>
      {isIdle ? (
        <span className="text-sm text-ink-500">
          {obstacle
            ? '按键：N 下一件，P 上一件，R 到退回，回车确认，Esc 离开输入框'
            : '按键：N 下一件，P 上一件，A 到批准，R 到退回，回车确认，Esc 离开输入框'}
        </span>
      ) : (
        <span className="text-sm font-semibold text-warning-700">正在打开，现在按的键不起作用…</span>
      )}
      {obstacle ? <span className="basis-full text-warning-700">现在不能批准：{obstacle}</span> : null}
    </nav>
  );
}

/**
 * A key leads to the button or the form and never sends it: Enter does. Until a page has come nobody knows what a key
 * is meant for: none does anything, and what would send the page that is being left is held back. Escape leads out of a
 * field, whose text stays, to the bar, where letters are keys again.
 * @returns whether no page is on its way
 */
function useQueueKeys({
  previous,
  next,
  returnOn,
  approveOn,
  isObstructed,
  toBar,
}: Pick<QueuePlace, 'previous' | 'next'> &
  Pick<QueueBarProps, 'returnOn' | 'approveOn'> & { isObstructed: boolean; toBar: () => void }): {
  isIdle: boolean;
} {
  const navigate = useNavigate();
  const isIdle = useNavigation().state === 'idle';
  const isLeaving = useRef(false);
  useEffect(() => {
    isLeaving.current = !isIdle;
  }, [isIdle]);
  useEffect(() => {
    const go = (to: string | null, lead?: Lead) => {
      if (!to) return;
      isLeaving.current = true;
      navigate(to, { state: lead ? { lead } : null });
    };
    const keys: Record<string, () => void> = {
      n: () => go(next),
      p: () => go(previous),
      a: isObstructed
        ? () => undefined
        : () => (approveOn ? go(inQueue(approveOn), 'approval') : LEADS.approval()),
      r: () => (returnOn ? go(inQueue(returnOn), 'return') : LEADS.return()),
    };
    const act = (event: KeyboardEvent) => {
      if (isLeaving.current && wouldSend(event)) event.preventDefault();
      if (leavesField(event)) toBar();
      const lead = keys[event.key.toLowerCase()];
      if (!lead || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      event.preventDefault();
      if (!isLeaving.current) lead();
    };
    document.addEventListener('keydown', act);
    return () => document.removeEventListener('keydown', act);
  }, [navigate, previous, next, returnOn, approveOn, isObstructed, toBar]);
  return { isIdle };
}

/** Enter in a form, also on one of its buttons; the space bar there. */
function wouldSend({ key, target }: KeyboardEvent): boolean {
  if (!(target instanceof Element) || !target.closest('main form')) return false;
  return key === 'Enter' || (key === ' ' && target.closest('button') !== null);
}

/** Escape in a field of the case, where it neither closes a dialog nor ends a word that is being composed. */
function leavesField({ key, target, defaultPrevented, isComposing }: KeyboardEvent): boolean {
  if (key !== 'Escape' || defaultPrevented || isComposing || !isTyping(target)) return false;
  return target instanceof Element && target.closest('main form[method="post"]') !== null;
}

type Lead = 'approval' | 'return';

/** Where a page should begin for whoever came to it by a key. */
const LEADS: Record<Lead, () => void> = { approval: leadToApproval, return: leadToReturn };

function leadIn(state: unknown): Lead | null {
  const { lead } = (state ?? {}) as { lead?: unknown };
  return lead === 'approval' || lead === 'return' ? lead : null;
}

const inForm = <E extends HTMLElement>(selector: string) =>
  document.querySelector<E>(`main form[method="post"] ${selector}`);

function leadToApproval(): void {
  inForm('input[name="outcome"]')?.click();
  inForm('button[type="submit"]')?.focus();
}

/** To the reason: on the page of the return itself it is the first field. */
function leadToReturn(): void {
  const outcome = inForm('input[name="outcome"][value="return"]');
  outcome?.click();
  inForm(outcome ? 'textarea[name="note"]' : ':is(textarea, input:not([type="hidden"]))')?.focus();
}

/** Into a field of this page, while its program was on its way. */
function hasTyped(active: Element | null): boolean {
  const isField = active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement;
  return isField && isTyping(active) && active.value !== active.defaultValue;
}

function isTyping(target: EventTarget | null): boolean {
  if (target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox';
}

import { useEffect, useRef, useSyncExternalStore } from 'react';
import { Button } from './Button';
import { useOnceSent } from './useOnceSent';

interface KeptTicksProps {
  /** Under which the ticks are kept while this tab is open. */
  list: string;
  /** The name of the boxes in the form around this. */
  name: string;
  /** The values of the boxes on this page. */
  onPage: readonly string[];
  unit: string;
  most: number;
}

/**
 * Keeps what is ticked while one turns pages: says how many there are, and sends those of other pages with the form.
 * Without JavaScript the ticks of the page that is looked at count.
 */
export function KeptTicks({ list, name, onPage, unit, most }: KeptTicksProps) {
  const ticked = useTicks(list);
  const place = useRef<HTMLOutputElement>(null);
  const key = onPage.join(' ');
  const isNew = useRef(true);

  useEffect(() => {
    const form = place.current?.closest('form');
    if (!form) return undefined;
    const keep = () => writeTicks(list, changedTicks(readTicks(list), boxesIn(form, name)));
    const kept = new Set(readTicks(list));
    // Ticked before the page ran.
    const early = isNew.current && boxesIn(form, name).some(({ checked }) => checked);
    for (const box of boxesIn(form, name)) box.checked = kept.has(box.value) || (early && box.checked);
    if (early) keep();
    isNew.current = false;
    form.addEventListener('change', keep);
    return () => form.removeEventListener('change', keep);
  }, [list, name, key]);

  const elsewhere = ticked.filter((value) => !onPage.includes(value));
  return (
    <output ref={place} className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {elsewhere.map((value) => (
        <input key={value} type="hidden" name={name} value={value} />
      ))}
      {ticked.length > 0 ? (
        <>
          <span>
            已选 <b className="tabular-nums">{ticked.length}</b> {unit}
            {elsewhere.length > 0 ? `，其中 ${elsewhere.length} ${unit}在其他页` : ''}
            {ticked.length > most ? `；每次最多办理 ${most} ${unit}` : ''}
          </span>
          <Button
            type="button"
            tone="quiet"
            size="small"
            onClick={(event) => {
              const boxes = boxesIn(event.currentTarget.form!, name);
              writeTicks(list, []);
              for (const box of boxes) box.checked = false;
              // The button goes as well.
              boxes[0]?.focus();
            }}
          >
            清除选择
          </Button>
        </>
      ) : null}
    </output>
  );
}

/** Forgets what was ticked in a list, once something was done with it. */
export function ForgetTicks({ list }: { list: string }) {
  useEffect(() => writeTicks(list, []), [list]);
  return null;
}

/** On the page of the form that uses what was ticked: forgets these, or all, once the form was taken. */
export function ForgetTicksOnceSent({ list, values }: { list: string; values: readonly string[] | null }) {
  useOnceSent(() => {
    const used = new Set(values ?? readTicks(list));
    writeTicks(
      list,
      readTicks(list).filter((value) => !used.has(value)),
    );
  });
  return null;
}

function changedTicks(kept: readonly string[], boxes: readonly HTMLInputElement[]): string[] {
  const shown = new Set(boxes.map(({ value }) => value));
  const others = kept.filter((value) => !shown.has(value));
  return [...others, ...boxes.filter(({ checked }) => checked).map(({ value }) => value)];
}

function boxesIn(form: HTMLFormElement, name: string): HTMLInputElement[] {
  return [...form.elements].filter(
    (element): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.type === 'checkbox' && element.name === name,
  );
}

const CHANGED = 'bangfu:ticks';

function useTicks(list: string): string[] {
  const text = useSyncExternalStore(
    (changed) => {
      window.addEventListener(CHANGED, changed);
      return () => window.removeEventListener(CHANGED, changed);
    },
    () => sessionStorage.getItem(keyOf(list)) ?? '',
    () => '',
  );
  return text === '' ? [] : text.split(' ');
}

function readTicks(list: string): string[] {
  const text = sessionStorage.getItem(keyOf(list));
  return text ? text.split(' ') : [];
}

function writeTicks(list: string, values: readonly string[]): void {
  if (values.length > 0) sessionStorage.setItem(keyOf(list), values.join(' '));
  else sessionStorage.removeItem(keyOf(list));
  window.dispatchEvent(new Event(CHANGED));
}

function keyOf(list: string): string {
  return `bangfu.ticks.${list}`;
}

import { Children, type ReactNode } from 'react';

const FIRST = 20;

/** A list of `li`s: the first of them, and the others where somebody opens them, natively. */
export function LongList({ children }: { children: ReactNode }) {
  const items = Children.toArray(children);
  const others = items.slice(FIRST);
  return (
    <>
      <ul className="mt-1 list-inside list-disc">{items.slice(0, FIRST)}</ul>
      {others.length > 0 ? (
        <details>
          <summary className="w-fit rounded font-medium underline underline-offset-2">
            另有 {others.length} 笔，展开逐笔查看
          </summary>
          <ul className="max-h-96 list-inside list-disc overflow-y-auto">{others}</ul>
        </details>
      ) : null}
    </>
  );
}

import { pageBySeek, type Seek } from '../../db/engine/keyset';
import { keyFrom, keyText, type Cursor, type Key, type KeyPage } from '../cursor';

/** A row with the key that it is found again by. */
export interface Placed<Row> {
  key: Key;
  row: Row;
}

/** Rows that stand together in a list, in an order of their own. */
export interface Run<Row> {
  /** Tells the runs of a list apart in an address. */
  name: string;
  shape: readonly ('number' | 'text')[];
  fetch: (seek: Seek<Key>) => Promise<Placed<Row>[]>;
}

interface Place {
  name: string;
  key: Key;
}

/** One page of the rows of some runs, one run after the other. */
export async function pageOfRuns<Row>(
  runs: readonly Run<Row>[],
  { cursor, size }: { cursor: Cursor; size: number },
): Promise<KeyPage<Row>> {
  const page = await pageBySeek<Placed<Row> & { name: string }, Place>({
    cursor,
    size,
    placeOf: (text) => placeIn(runs, text),
    fetch: (seek) => readRuns(runs, seek),
    textOf: ({ name, key }) => keyText([name, ...key]),
  });
  return { ...page, rows: page.rows.map(({ row }) => row) };
}

function placeIn(runs: readonly Run<unknown>[], text: string | null | undefined): Place | null {
  const run = runs.find(({ name }) => text?.startsWith(`${name}_`));
  const key = run && keyFrom(text!.slice(run.name.length + 1), run.shape);
  return run && key ? { name: run.name, key } : null;
}

async function readRuns<Row>(runs: readonly Run<Row>[], { from, isBackwards, limit }: Seek<Place>) {
  const ordered = isBackwards ? [...runs].reverse() : runs;
  const start = from ? ordered.findIndex(({ name }) => name === from.name) : 0;
  const found: (Placed<Row> & { name: string })[] = [];
  for (const [index, { name, fetch }] of ordered.slice(start).entries()) {
    if (found.length >= limit) break;
    const own = { from: index === 0 && from ? from.key : null, isBackwards, limit: limit - found.length };
    for (const placed of await fetch(own)) found.push({ ...placed, name });
  }
  return found;
}

/** Rows that are known already, in their order. */
export function runOfKnown<Row>(name: string, rows: readonly Row[]): Run<Row> {
  return {
    name,
    shape: ['number'],
    fetch: ({ from, isBackwards, limit }) => {
      const numbered = rows.map((row, index) => ({ key: [index], row }));
      if (isBackwards) numbered.reverse();
      const at = from ? numbered.findIndex(({ key }) => key[0] === from[0]) : -1;
      const isGone = from !== null && at === -1;
      return Promise.resolve(isGone ? [] : numbered.slice(at + 1, at + 1 + limit));
    },
  };
}

const AT_ONCE = 500;

/** Of the rows of a run those that are kept, looked at a few hundred at a time. */
export function narrowedRun<Row>(run: Run<Row>, isKept: (row: Row) => boolean): Run<Row> {
  return {
    ...run,
    fetch: async ({ from, isBackwards, limit }) => {
      const found: Placed<Row>[] = [];
      let at = from;
      for (;;) {
        const placed = await run.fetch({ from: at, isBackwards, limit: AT_ONCE });
        found.push(...placed.filter(({ row }) => isKept(row)));
        if (found.length >= limit || placed.length < AT_ONCE) return found.slice(0, limit);
        at = placed.at(-1)!.key;
      }
    },
  };
}

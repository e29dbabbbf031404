import type { Fen } from '../money/fen';
import { AMOUNT_FIELDS, DATE_FIELDS, NAME_FIELDS, TEXT_FIELDS } from './formFields';
import type { FormField } from './formFields';
import type { TargetForm, TargetRow } from './targetForm';

const ROW_PATHS = ['row.target', 'row.kind', 'row.metric', 'row.countBasis', 'row.weight'] as const;
type RowPath = (typeof ROW_PATHS)[number];

/** What differs: a field, a line of the composition, a row of the tree or one value of it, or the rows' order. */
export type DifferencePath = FormField | 'component' | 'row' | RowPath | 'rows.order';

/**
 * One difference between two forms. `subject` names the component or the row (its levels joined by ` / `).
 * Amounts are in fen, weights in hundredths of a point.
 */
export interface Difference {
  path: DifferencePath;
  change: 'added' | 'removed' | 'changed';
  subject: string | null;
  before: string | number | null;
  after: string | number | null;
}

interface Pair<Item> {
  name: string;
  before: Item | null;
  after: Item | null;
}

/**
 * Everything that differs between a form and its next version, for review before a re-import. Rows are matched by
 * their names on the three levels, components by their subject; of several with one name the first goes with the
 * first. The planned headcounts follow from the plan's text and are not compared apart.
 */
export function compareTargetForms(before: TargetForm, after: TargetForm): Difference[] {
  return [
    ...fieldDifferences(before, after),
    ...componentDifferences(before, after),
    ...rowDifferences(before, after),
  ];
}

function fieldDifferences(before: TargetForm, after: TargetForm): Difference[] {
  const fields = ['year', 'centreName', ...NAME_FIELDS, ...DATE_FIELDS, ...AMOUNT_FIELDS] as const;
  return [
    ...fields.flatMap((field) => changed({ path: field, before: before[field], after: after[field] })),
    ...TEXT_FIELDS.flatMap((field) =>
      changed({ path: field, before: before.texts[field], after: after.texts[field] }),
    ),
  ];
}

function componentDifferences(before: TargetForm, after: TargetForm): Difference[] {
  const pairs = pairsOf(before.components, after.components, ({ subject }) => subject);
  return pairs.flatMap((pair) => {
    const amounts: { before: Fen | null; after: Fen | null } = {
      before: pair.before?.amountFen ?? null,
      after: pair.after?.amountFen ?? null,
    };
    if (amounts.before === amounts.after) return [];
    return [{ path: 'component' as const, change: changeOf(pair), subject: pair.name, ...amounts }];
  });
}

function rowDifferences(before: TargetForm, after: TargetForm): Difference[] {
  const pairs = pairsOf(before.rows, after.rows, nameOf);
  const kept = new Set(pairs.filter((pair) => pair.before && pair.after).map((pair) => pair.name));
  const order = (rows: readonly TargetRow[]) => rows.map(nameOf).filter((name) => kept.has(name));
  const isReordered = order(before.rows).join('\n') !== order(after.rows).join('\n');
  return [
    ...pairs.flatMap(differencesOfRow),
    ...(isReordered
      ? [
          {
            path: 'rows.order' as const,
            change: 'changed' as const,
            subject: null,
            before: null,
            after: null,
          },
        ]
      : []),
  ];
}

function differencesOfRow({ name, before, after }: Pair<TargetRow>): Difference[] {
  if (before && after) {
    return ROW_PATHS.flatMap((path) =>
      changed({ path, subject: name, before: rowValue(before, path), after: rowValue(after, path) }),
    );
  }
  const values = { before: before?.target?.text ?? null, after: after?.target?.text ?? null };
  return [{ path: 'row', change: before ? 'removed' : 'added', subject: name, ...values }];
}

function rowValue(row: TargetRow, path: RowPath): string | number | null {
  switch (path) {
    case 'row.target':
      return row.target?.text ?? null;
    case 'row.kind':
      return row.kind;
    case 'row.metric':
      return row.metric;
    case 'row.countBasis':
      return row.countBasis;
    case 'row.weight':
      return row.weight;
  }
}

function nameOf({ level1, level2, level3 }: TargetRow): string {
  return [level1, level2, level3].filter(Boolean).join(' / ');
}

function changed(values: Omit<Difference, 'change' | 'subject'> & { subject?: string }): Difference[] {
  if (values.before === values.after) return [];
  return [{ ...values, change: 'changed', subject: values.subject ?? null }];
}

function changeOf({ before, after }: Pair<unknown>): Difference['change'] {
  if (before === null) return 'added';
  return after === null ? 'removed' : 'changed';
}

/** Pairs items of the same name in their order, first those of `before`, then what is new. */
function pairsOf<Item>(
  before: readonly Item[],
  after: readonly Item[],
  nameOfItem: (item: Item) => string,
): Pair<Item>[] {
  const waiting = new Map<string, Item[]>();
  for (const item of after) {
    const name = nameOfItem(item);
    const items = waiting.get(name);
    if (items) items.push(item);
    else waiting.set(name, [item]);
  }
  const pairs: Pair<Item>[] = before.map((item) => {
    const name = nameOfItem(item);
    return { name, before: item, after: waiting.get(name)?.shift() ?? null };
  });
  for (const [name, items] of waiting) {
    pairs.push(...items.map((item) => ({ name, before: null, after: item })));
  }
  return pairs;
}

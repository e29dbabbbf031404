import type { z } from 'zod';

/**
 * What a posted form may look like before anybody makes a tree of it: `rows[99999].name` alone would become a list of
 * a hundred thousand rows, each of them checked and drawn.
 */

/** Of all fields together; the longest form of ours, the causes of a bank's answer, has two for each row. */
export const MOST_FIELDS = 5_000;
/** Of one list; no schema of ours allows more. */
export const MOST_ROWS = 2_000;
/** `matching.except[0]` and `members[0].school` are as deep as any. */
const MOST_PARTS = 4;
const LONGEST_NAME = 100;
const LONGEST_INTENT = 4_000;

/** The names that conform gives to its buttons (rows added, moved, removed) and to what it knows of the fields. */
const INTENT = '__intent__';
const STATE = '__state__';
const INTENTS: readonly unknown[] = ['insert', 'remove', 'reorder', 'validate'];

const NAME = /^[\w-]+(?:\.[\w-]+)*(?:\[\d{1,4}\](?:\.[\w-]+)*)?$/;
const OF_PROTOTYPES = /(?:^|\.)(?:__proto__|constructor|prototype)(?:$|[.[])/;

export type FormFault = 'too_many_fields' | 'unknown_fields';

type Field = readonly [name: string, value: unknown];

/** Why fields are not to be read, or null. Ends at the first that no page of ours can have sent. */
export function formFault(fields: Iterable<Field>): FormFault | null {
  let count = 0;
  for (const [name, value] of fields) {
    count += 1;
    if (count > MOST_FIELDS) return 'too_many_fields';
    if (!isPossible(name, value)) return 'unknown_fields';
  }
  return null;
}

function isPossible(name: string, value: unknown): boolean {
  if (name === STATE) return typeof value === 'string' && isState(parsedJson(value));
  if (name !== INTENT) return isFieldName(name);
  return typeof value === 'string' && value.length <= LONGEST_INTENT && isIntent(parsedJson(value));
}

function isFieldName(name: string): boolean {
  if (name.length > LONGEST_NAME || !NAME.test(name) || OF_PROTOTYPES.test(name)) return false;
  const parts = name.split(/[.[]/);
  return parts.length <= MOST_PARTS && Number(/\[(\d+)\]/.exec(name)?.[1] ?? 0) < MOST_ROWS;
}

/** Lists of ours stand at the top of their forms. */
function isIntent(intent: unknown): boolean {
  if (!isObject(intent) || !INTENTS.includes(intent.type) || !isObject(intent.payload)) return false;
  const { name } = intent.payload;
  if (intent.type === 'validate')
    return name === undefined || (typeof name === 'string' && isFieldName(name));
  return typeof name === 'string' && /^[A-Za-z]\w*$/.test(name) && !OF_PROTOTYPES.test(name);
}

function isState(state: unknown): boolean {
  if (!isObject(state) || Object.keys(state).some((key) => key !== 'validated')) return false;
  if (!isObject(state.validated)) return false;
  const names = Object.keys(state.validated);
  return names.length <= MOST_FIELDS && names.every((name) => name === '' || isFieldName(name));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

interface ListBound {
  /** How many the schema allows. */
  most: number;
  /** Whether each is a row of named fields, not a single value. */
  isOfRows: boolean;
}

/**
 * The fields that a schema can make something of: of a list one row more than it allows, in which all further ones end,
 * so that it says itself that there are too many; and none of a list that it does not have.
 */
export function withinLists<Value>(
  fields: Iterable<readonly [name: string, value: Value]>,
  schema: z.ZodType,
): [name: string, value: Value][] {
  const lists = listsOf(schema);
  const counts = new Map<string, number>();
  return [...fields].flatMap(([name, value]): [string, Value][] => {
    const [, list = '', index, rest = ''] = /^([^[]+)(?:\[(\d+)\](.*))?$/.exec(name) ?? [];
    const bound = lists.get(list);
    if (!bound) return index !== undefined || isInside(name, lists) ? [] : [[name, value]];
    if (bound.isOfRows !== (rest !== '')) return [];
    const position = index === undefined ? countUp(counts, list) : Math.min(Number(index), bound.most);
    const isBeyond = index === undefined ? position > bound.most : Number(index) > bound.most;
    if (!isBeyond) return [[name, value]];
    const last = `${list}[${bound.most}]${rest}`;
    return index === undefined || countUp(counts, last) > 0 ? [] : [[last, value]];
  });
}

/** @returns how often the name was met before */
function countUp(counts: Map<string, number>, name: string): number {
  const before = counts.get(name) ?? 0;
  counts.set(name, before + 1);
  return before;
}

/** `members.name` would make an object of a list. */
function isInside(name: string, lists: ReadonlyMap<string, ListBound>): boolean {
  return [...lists.keys()].some((list) => name.startsWith(`${list}.`));
}

/** The lists of a schema by the names that their fields begin with. */
export function listsOf(schema: z.ZodType): Map<string, ListBound> {
  const lists = new Map<string, ListBound>();
  const visit = (node: z.ZodType, path: string) => {
    const bare = bareSchema(node);
    const { def, bag } = bare._zod as unknown as SchemaInternals;
    if (def.type === 'array') {
      const isOfRows = bareSchema(def.element!).type === 'object';
      lists.set(path, { most: Math.min(bag.maximum ?? MOST_ROWS, MOST_ROWS), isOfRows });
    }
    for (const [name, field] of Object.entries(def.shape ?? {}))
      visit(field, path ? `${path}.${name}` : name);
  };
  visit(schema, '');
  return lists;
}

/** The parts of a zod schema that are looked into. */
interface SchemaInternals {
  def: {
    type: string;
    innerType?: z.ZodType;
    in?: z.ZodType;
    element?: z.ZodType;
    shape?: Record<string, z.ZodType>;
  };
  bag: { maximum?: number };
}

/** A schema without what stands around it: optional, a default, what is done with its value. */
function bareSchema(schema: z.ZodType): z.ZodType {
  const { def } = schema._zod as unknown as SchemaInternals;
  const inner = def.innerType ?? def.in;
  return inner ? bareSchema(inner) : schema;
}

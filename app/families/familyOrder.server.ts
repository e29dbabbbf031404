import { and, eq, type SQL } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { forOrder } from '../../db/engine/kit';
import { pageBySeek, partOf, unindexed, type Part, type Seek } from '../../db/engine/keyset';
import { seekNullsLast, type NullsLastPlace } from '../../db/engine/nullsLast';
import { families } from '../../db/schema';
import { keyFrom, keyText, type Cursor, type KeyPage } from '../cursor';
import { sortParts, type FamilyOrder, type FamilySort } from './familyFilter';

/** The two parts of the file number, by which files are told apart in every order. */
const NUMBER = [families.fileYear, families.fileSequence];

/** What each order looks at before the file number. */
const VALUES = {
  name: families.nameOrder,
  appliedOn: families.appliedOn,
  registeredOn: families.registeredOn,
  reviewDueOn: families.reviewDueOn,
} satisfies Record<Exclude<FamilyOrder, 'fileNumber'>, unknown>;

/** Files in an order; those without what it looks at come last. */
export interface OrderedFiles {
  where: SQL | undefined;
  sort: FamilySort | null;
  /** Whether `where` asks for more than one status. What it leaves is then looked for first, and sorted. */
  isNarrowed: boolean;
}

/** The place of a file in the list. */
export interface FilePlace {
  id: string;
  fileYear: number;
  fileSequence: number;
}

/**
 * One page of files. Its cursors are file numbers in every order, since a name has no business in an address; the page
 * starts where that file stands now.
 */
export async function pageOfFiles(
  read: Read,
  { cursor, size, ...files }: OrderedFiles & { cursor: Cursor; size: number },
): Promise<KeyPage<FilePlace>> {
  return pageBySeek({
    cursor,
    size,
    placeOf: (text) => placeAt(read, { sort: files.sort, text }),
    fetch: (seek) => filesFrom(read, files, seek),
    textOf: ({ fileYear, fileSequence }) => keyText([fileYear, fileSequence]),
  });
}

/** The first files of an order. */
export async function firstFiles(
  read: Read,
  { limit, ...files }: OrderedFiles & { limit: number },
): Promise<FilePlace[]> {
  return filesFrom(read, files, { from: null, isBackwards: false, limit });
}

async function placeAt(
  read: Read,
  { sort, text }: { sort: FamilySort | null; text: string | null | undefined },
): Promise<NullsLastPlace | null> {
  const key = keyFrom(text, ['number', 'number']);
  const { by } = sortParts(sort);
  if (!key || by === 'fileNumber') return key && { value: null, key };
  const [year, sequence] = key as [number, number];
  const [file] = await read
    .select({ value: VALUES[by] })
    .from(families)
    .where(and(eq(families.fileYear, year), eq(families.fileSequence, sequence)));
  return file ? { value: file.value, key } : null;
}

async function filesFrom(
  read: Read,
  { where, sort, isNarrowed }: OrderedFiles,
  seek: Seek<NullsLastPlace>,
): Promise<FilePlace[]> {
  const { by, direction } = sortParts(sort);
  const fetch = (part: Part) => placesOf(read, { ...part, where: and(where, part.where) });
  if (by === 'fileNumber')
    return fetch(partOf({ columns: NUMBER, direction }, { ...seek, from: seek.from && seek.from.key }));
  return seekNullsLast({ by: valueFor(by, isNarrowed), then: NUMBER, direction }, seek, fetch);
}

function valueFor(by: keyof typeof VALUES, isNarrowed: boolean) {
  if (isNarrowed) return unindexed(VALUES[by]);
  return by === 'registeredOn' ? forOrder(VALUES[by]) : VALUES[by];
}

/**
 * The places of files in the list. Only columns of one index are read, so that what a filter leaves out costs
 * little; the files themselves are fetched for a page at a time.
 */
async function placesOf(read: Read, { where, orderBy, limit }: Part): Promise<FilePlace[]> {
  return read
    .select({ id: families.id, fileYear: families.fileYear, fileSequence: families.fileSequence })
    .from(families)
    .where(where)
    .orderBy(...orderBy)
    .limit(limit);
}

import { and, asc, count, eq, isNotNull, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { pageByKey, type KeyOrder } from '../../db/engine/keyset';
import { families, formDrafts, nationalItems, staff } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import type { Cursor, KeyPage } from '../cursor';
import { NEW_FAMILY_DRAFT } from '../families/draft.form';
import { keepDraft } from '../families/drafts.server';
import type { FamilyStatus } from '../families/family';
import { MOST_MEMBERS } from '../families/family.form';
import { maskAccount } from '../identity/bankAccount';
import { maskIdNumber } from '../identity/idNumber';
import { hiddenDifference, type HiddenDifference } from '../identity/mask';
import { maskPhone } from '../identity/phone';
import { unseal } from '../identity/sealing.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import type { FieldDifference, NationalField, NationalList, NationalTexts } from './national';
import type { CellProblem } from './nationalCell';
import { nationalValue } from './nationalCompare';
import type { ItemContent } from './nationalComparison.server';
import { draftContent } from './nationalDraft';

/** A difference as it is shown: masked, with where it lies when the masks read alike. */
export interface ShownDifference extends FieldDifference {
  hidden: HiddenDifference | null;
}

type ItemRow = typeof nationalItems.$inferSelect;

/** What a comparison found of one person, as its list shows it: numbers masked. */
export interface NationalItem {
  id: string;
  list: NationalList;
  /** Of the download; null for who is not in it. */
  row: number | null;
  name: string;
  idMasked: string;
  family: { id: string; fileNumber: string; status: FamilyStatus } | null;
  differences: ShownDifference[];
  problems: CellProblem[];
  explanation: { text: string; by: string; at: string } | null;
}

const ITEMS_A_PAGE = 50;
const ORDER: KeyOrder = {
  columns: [nationalItems.position, nationalItems.id],
  shape: ['number', 'text'],
  direction: 'asc',
};

interface Question extends Cursor {
  jobId: string;
  list: NationalList;
  /** Those that somebody explained, or those that are open. */
  isExplained: boolean;
  size?: number;
}

/** One page of a list of a comparison. */
export async function pageOfItems(read: Read, question: Question): Promise<KeyPage<NationalItem>> {
  const { jobId, list, isExplained, after, before, size = ITEMS_A_PAGE } = question;
  const page = await pageByKey({
    cursor: { after, before },
    order: ORDER,
    size,
    fetch: ({ where, orderBy, limit }) =>
      rowsOf(read)
        .where(
          and(
            eq(nationalItems.jobId, jobId),
            eq(nationalItems.list, list),
            isExplained ? isNotNull(nationalItems.explainedAt) : isNull(nationalItems.explainedAt),
            where,
          ),
        )
        .orderBy(...orderBy)
        .limit(limit),
    keyOf: ({ item }) => [item.position, item.id],
  });
  return { ...page, rows: page.rows.map(itemOf) };
}

/** How many of each list are open, and how many are explained. */
export async function itemCounts(
  read: Read,
  jobId: string,
): Promise<Record<NationalList, { open: number; explained: number }>> {
  const rows = await read
    .select({ list: nationalItems.list, all: count(), explained: count(nationalItems.explainedAt) })
    .from(nationalItems)
    .where(eq(nationalItems.jobId, jobId))
    .groupBy(nationalItems.list);
  const of = (list: NationalList) => {
    const found = rows.find((row) => row.list === list);
    const explained = Number(found?.explained ?? 0);
    return { open: Number(found?.all ?? 0) - explained, explained };
  };
  return {
    theirs_only: of('theirs_only'),
    ours_only: of('ours_only'),
    differing: of('differing'),
    refused: of('refused'),
  };
}

/** @throws Refusal record.not_found */
export async function nationalItem(read: Read, ask: ItemOf): Promise<NationalItem> {
  const [row] = await rowsOf(read).where(isItem(ask));
  if (!row) throw new Refusal('record.not_found');
  return itemOf(row);
}

/** An item names the comparison that it belongs to. */
export interface ItemOf {
  jobId: string;
  itemId: string;
}

/**
 * Keeps why a difference is none, or stays; the same difference found again later is explained by it too.
 * @returns the list that it stands in
 * @throws Refusal record.not_found
 */
export async function explainItem(
  { store, actor }: Desk,
  { reason, ...ask }: ItemOf & { reason: string },
): Promise<NationalList> {
  return store.write(async (write) => {
    const { item } = await requireItem(write, ask);
    await write
      .update(nationalItems)
      .set({ explanation: reason, explainedBy: actor.staffId, explainedAt: new Date().toISOString() })
      .where(eq(nationalItems.id, item.id));
    await audit(write, actor, {
      action: 'national.explained',
      subject: item.familyId ? { type: 'family', id: item.familyId } : { type: 'job', id: item.jobId },
      detail: {
        nationalList: item.list,
        ...(item.list === 'ours_only' ? {} : { lineNumber: item.position }),
        reason,
      },
    });
    return item.list;
  });
}

/**
 * Fills the form of a new file with what the national system says of a family; it is kept as the draft of whoever asked.
 * @throws Refusal record.not_found, national.known_here, national.no_main_person, national.too_many_members,
 * national.draft_open
 */
export async function beginRegistration(desk: Desk, ask: ItemOf): Promise<void> {
  const { store, actor } = desk;
  const content = await store.write(async (write) => {
    const { item } = await requireItem(write, ask);
    const people = await familyOf(write, item);
    if (item.list !== 'theirs_only' || people.some(({ familyId }) => familyId !== null))
      throw new Refusal('national.known_here');
    if (people.length > MOST_MEMBERS) throw new Refusal('national.too_many_members', { most: MOST_MEMBERS });
    const [open] = await write
      .select({ id: formDrafts.id })
      .from(formDrafts)
      .where(and(eq(formDrafts.staffId, actor.staffId), eq(formDrafts.form, NEW_FAMILY_DRAFT)));
    if (open) throw new Refusal('national.draft_open');
    const filled = draftContent(people.map(valuesOf), todayInChina(new Date()));
    if (filled === null) throw new Refusal('national.no_main_person');
    await audit(write, actor, {
      action: 'national.registration_begun',
      subject: { type: 'job', id: item.jobId },
      detail: { lineNumber: item.position, people: people.length },
    });
    return filled;
  });
  await keepDraft(desk, { form: NEW_FAMILY_DRAFT, content });
}

/** Everybody of one family of the download who is not on the register. */
async function familyOf(read: Read, { jobId, list, familyRow }: ItemRow): Promise<ItemRow[]> {
  return read
    .select()
    .from(nationalItems)
    .where(
      and(
        eq(nationalItems.jobId, jobId),
        eq(nationalItems.list, list),
        eq(nationalItems.familyRow, familyRow),
      ),
    )
    .orderBy(asc(nationalItems.position));
}

function valuesOf(row: ItemRow): NationalTexts {
  const content = contentOf(row);
  return 'values' in content ? content.values : {};
}

function rowsOf(read: Read) {
  return read
    .select({
      item: nationalItems,
      fileNumber: families.fileNumber,
      status: families.status,
      explainer: staff.name,
    })
    .from(nationalItems)
    .leftJoin(families, eq(families.id, nationalItems.familyId))
    .leftJoin(staff, eq(staff.id, nationalItems.explainedBy))
    .$dynamic();
}
type FoundRow = Awaited<ReturnType<typeof rowsOf>>[number];

async function requireItem(read: Read, ask: ItemOf): Promise<FoundRow> {
  const [row] = await rowsOf(read).where(isItem(ask));
  if (!row) throw new Refusal('record.not_found');
  return row;
}

function isItem({ jobId, itemId }: ItemOf) {
  return and(eq(nationalItems.id, itemId), eq(nationalItems.jobId, jobId));
}

function contentOf({ contentSealed }: ItemRow): ItemContent {
  return JSON.parse(unseal(contentSealed)) as ItemContent;
}

function itemOf({ item, fileNumber, status, explainer }: FoundRow): NationalItem {
  const content = contentOf(item);
  const { id, list, position, name, idMasked, familyId, explanation, explainedAt } = item;
  return {
    ...{ id, list, name, idMasked },
    row: list === 'ours_only' ? null : position,
    family: familyId && fileNumber && status ? { id: familyId, fileNumber, status } : null,
    differences: 'differences' in content ? content.differences.map(shownDifference) : [],
    problems: 'problems' in content ? content.problems : [],
    explanation:
      explanation !== null && explainedAt
        ? { text: explanation, by: explainer ?? '', at: explainedAt }
        : null,
  };
}

const MASKS: Partial<Record<NationalField, (text: string) => string>> = {
  idNumber: maskIdNumber,
  phone: maskPhone,
  otherContact: maskPhone,
  account: maskAccount,
};

/** Numbers are masked as they were compared: without the spaces and dashes of either side. */
function shownDifference({ field, ours, theirs }: FieldDifference): ShownDifference {
  const plain = { field, ours, theirs, hidden: null };
  if (field === 'household') return plain;
  const mask = MASKS[field];
  if (!mask) return plain;
  const today = todayInChina(new Date());
  const [one, other] = [nationalValue(field, ours, today), nationalValue(field, theirs, today)];
  return { field, ours: mask(one), theirs: mask(other), hidden: hiddenDifference(one, other, mask) };
}

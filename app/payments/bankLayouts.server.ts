import { isDeepStrictEqual } from 'node:util';
import { and, asc, desc, eq, isNull, lte } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { bankLayouts, payingAccounts } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { seal, unseal } from '../identity/sealing.server';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import type { Desk } from '../staff/staff.server';
import { BUILT_IN_LAYOUT_WORDS } from '../zh/batches';
import {
  BUILT_IN_LAYOUTS,
  type BankBatch,
  type BankColumn,
  type BankLayout,
  type BuiltInLayout,
} from './bankLayout';

/** The layouts a batch can be exported in: the built-in ones, then those that finance defined, by name. */
export async function layoutsInUse(read: Read): Promise<BankLayout[]> {
  const rows = await read
    .select()
    .from(bankLayouts)
    .where(isNull(bankLayouts.retiredAt))
    .orderBy(asc(bankLayouts.name), asc(bankLayouts.id));
  return [...builtInCodes().map(builtInLayout), ...rows.map(definedLayout)];
}

/**
 * A layout by its id, a retired one too: files made with it can be downloaded for as long as they are kept.
 * @throws Refusal bank_layout.not_found
 */
export async function layoutById(read: Read, id: string): Promise<BankLayout> {
  const code = builtInCodes().find((one) => one === id);
  if (code) return builtInLayout(code);
  const [row] = await read.select().from(bankLayouts).where(eq(bankLayouts.id, id));
  if (!row) throw new Refusal('bank_layout.not_found');
  return definedLayout(row);
}

/** Whether it is one of the product's own, which nobody retires. */
export function isBuiltIn(id: string): boolean {
  return builtInCodes().some((code) => code === id);
}

/**
 * Keeps a layout of finance's own.
 * @throws Refusal bank_layout.name_taken
 */
export async function defineLayout(
  { store, actor }: Desk,
  { name, columns }: { name: string; columns: readonly BankColumn[] },
): Promise<string> {
  return store.write(async (write) => {
    if ((await layoutsInUse(write)).some((one) => one.name === name)) {
      throw new Refusal('bank_layout.name_taken', { name }, 'name');
    }
    const id = newId();
    await write.insert(bankLayouts).values({
      id,
      name,
      columns: JSON.stringify(columns),
      definedBy: actor.staffId,
      definedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'bank_layout.defined',
      subject: { type: 'bank_layout', id },
      detail: { name, columns },
    });
    return id;
  });
}

/**
 * Takes a layout out of use; a changed layout is a new one.
 * @returns its name
 * @throws Refusal bank_layout.not_found, bank_layout.retired_already
 */
export async function retireLayout({ store, actor }: Desk, id: string): Promise<string> {
  return store.write(async (write) => {
    const [row] = await write.select().from(bankLayouts).where(eq(bankLayouts.id, id));
    if (!row) throw new Refusal('bank_layout.not_found');
    if (row.retiredAt) throw new Refusal('bank_layout.retired_already');
    await write
      .update(bankLayouts)
      .set({ retiredBy: actor.staffId, retiredAt: new Date().toISOString() })
      .where(eq(bankLayouts.id, id));
    await audit(write, actor, {
      action: 'bank_layout.retired',
      subject: { type: 'bank_layout', id },
      detail: { name: row.name },
    });
    return row.name;
  });
}

/** The centre's account as pages show it; null until one was recorded. */
export async function payingAccountShown(
  read: Read,
): Promise<{ accountHolder: string; bankName: string; accountLast4: string } | null> {
  const row = await payingAccountRow(read);
  if (!row) return null;
  const { accountHolder, bankName, accountLast4 } = row;
  return { accountHolder, bankName, accountLast4 };
}

/** The centre's account as a file made at an instant names it: the one that counted then, or counts now. */
export async function payingAccountAt(read: Read, instant?: string): Promise<BankBatch['paying']> {
  const row = await payingAccountRow(read, instant);
  if (!row) return null;
  return { account: unseal(row.accountSealed), holder: row.accountHolder, bankName: row.bankName };
}

/**
 * Says from which account the centre pays, from now on.
 * @returns whether it is another one than before, or of another name
 */
export async function recordPayingAccount(
  { store, actor }: Desk,
  { accountHolder, bankName, account }: { accountHolder: string; bankName: string; account: string },
): Promise<boolean> {
  return store.write(async (write) => {
    const before = await payingAccountAt(write);
    if (isDeepStrictEqual(before, { account, holder: accountHolder, bankName })) return false;
    const id = newId();
    const accountLast4 = account.slice(-4);
    await write.insert(payingAccounts).values({
      id,
      accountHolder,
      bankName,
      accountSealed: seal(account),
      accountLast4,
      recordedBy: actor.staffId,
      recordedAt: new Date().toISOString(),
    });
    await audit(write, actor, {
      action: 'paying_account.recorded',
      subject: { type: 'paying_account', id },
      detail: { name: accountHolder, bankName, accountLast4 },
    });
    return true;
  });
}

async function payingAccountRow(read: Read, until?: string) {
  const [row] = await read
    .select()
    .from(payingAccounts)
    .where(and(until ? lte(payingAccounts.recordedAt, until) : undefined))
    .orderBy(desc(payingAccounts.recordedAt), desc(payingAccounts.id))
    .limit(1);
  return row;
}

function builtInCodes(): BuiltInLayout[] {
  return Object.keys(BUILT_IN_LAYOUTS) as BuiltInLayout[];
}

function builtInLayout(code: BuiltInLayout): BankLayout {
  const { name, headers, texts = {} } = BUILT_IN_LAYOUT_WORDS[code];
  const columns = BUILT_IN_LAYOUTS[code].map((field, index): BankColumn => ({
    header: headers[index]!,
    field,
    text: texts[index] ?? '',
  }));
  return { id: code, name, columns };
}

function definedLayout({ id, name, columns }: typeof bankLayouts.$inferSelect): BankLayout {
  return { id, name, columns: JSON.parse(columns) as BankColumn[] };
}

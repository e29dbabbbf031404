import { inArray } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { chunksOf } from '../../db/engine/chunks';
import { applications, awards } from '../../db/schema';
import { auditAll } from '../audit/audit.server';
import type { AuditAction } from '../audit/audit';
import { newId } from '../ids.server';
import type { Desk } from '../staff/staff.server';
import { amountOf, type ReliefCase } from './cases.server';
import { stepFrom, type ApplicationAction } from './workflow';

/** What every step of an application writes. */

export interface StepTaken {
  action: ApplicationAction;
  values: Partial<typeof applications.$inferInsert>;
}

/** Moves applications on, all by the same step. */
export async function takeStep(
  write: Write,
  cases: readonly ReliefCase[],
  { action, values }: StepTaken,
): Promise<void> {
  if (cases.length === 0) return;
  const { to } = stepFrom(cases[0]!.status, action)!;
  for (const chunk of chunksOf(cases)) {
    await write
      .update(applications)
      .set({ ...values, status: to })
      .where(
        inArray(
          applications.id,
          chunk.map(({ id }) => id),
        ),
      );
  }
}

/** Makes the awards of approved applications: from here on their money is committed. */
export async function insertAwards(
  write: Write,
  cases: readonly ReliefCase[],
  { approvedOn, approvedBy }: { approvedOn: string; approvedBy: (one: ReliefCase) => string },
): Promise<void> {
  const recordedAt = new Date().toISOString();
  for (const chunk of chunksOf(cases)) {
    await write.insert(awards).values(
      chunk.map((one) => ({
        id: newId(),
        applicationId: one.id,
        projectId: one.projectId,
        type: one.type,
        familyId: one.familyId,
        memberId: one.memberId,
        amountFen: amountOf(one),
        approvedOn,
        approvedBy: approvedBy(one),
        recordedAt,
      })),
    );
  }
}

/** One audit entry for each. */
export async function auditSteps(
  { write, actor }: { write: Write; actor: Desk['actor'] },
  cases: readonly ReliefCase[],
  { action, detail }: { action: AuditAction; detail: Record<string, unknown> },
): Promise<void> {
  await auditAll(
    write,
    actor,
    cases.map((one) => ({
      action,
      subject: { type: 'application', id: one.id },
      detail: { before: one.status, ...detail, amountFen: amountOf(one) },
    })),
  );
}

import { and, desc, eq, ne, notInArray } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { applications, awards, familyMembers } from '../../db/schema';
import type { ApplicationStatus } from './application';

/** Another application of the same patient, told apart by ID number, that shows the same two figures. */
export interface SameBill {
  id: string;
  appliedOn: string;
  status: ApplicationStatus;
  /** What was awarded; what is asked for as long as nothing was. */
  amountFen: number;
}

type Bill = Pick<
  typeof applications.$inferSelect,
  'id' | 'type' | 'medicalTotalFen' | 'medicalReimbursedFen'
>;

/** Applications of any year whose bill is to the fen that of this one: perhaps one stay in hospital handed in twice. */
export async function sameBills(
  read: Read,
  { id, type, medicalTotalFen, medicalReimbursedFen }: Bill,
  { idFingerprint }: { idFingerprint: string },
): Promise<SameBill[]> {
  if (type !== 'medical' || medicalTotalFen === null || medicalReimbursedFen === null) return [];
  const rows = await read
    .select({
      id: applications.id,
      appliedOn: applications.appliedOn,
      status: applications.status,
      requestedFen: applications.requestedFen,
      awardFen: awards.amountFen,
    })
    .from(familyMembers)
    .innerJoin(applications, eq(applications.memberId, familyMembers.id))
    .leftJoin(awards, eq(awards.applicationId, applications.id))
    .where(
      and(
        eq(familyMembers.idFingerprint, idFingerprint),
        eq(applications.medicalTotalFen, medicalTotalFen),
        eq(applications.medicalReimbursedFen, medicalReimbursedFen),
        notInArray(applications.status, ['rejected', 'withdrawn']),
        ne(applications.id, id),
      ),
    )
    .orderBy(desc(applications.appliedOn), desc(applications.id));
  return rows.map(({ awardFen, requestedFen, ...row }) => ({ ...row, amountFen: awardFen ?? requestedFen }));
}

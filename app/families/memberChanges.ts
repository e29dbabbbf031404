/** Columns of a member that can change while the person stays the same. */
const MEMBER_COLUMNS = [
  'relation',
  'name',
  'idFingerprint',
  'employment',
  'health',
  'educationStage',
  'school',
  'ethnicGroup',
  'politicalStatus',
  'maritalStatus',
  'illness',
  'disabilityKind',
  'disabilityGrade',
  'enrolmentYear',
  'insurance',
] as const;

export type MemberColumn = (typeof MEMBER_COLUMNS)[number];

export type ComparedMember = Record<MemberColumn, string | number | null> & {
  id: string;
  monthlyIncomeFen: number;
  /** A monthly income that nobody stated is no 0. */
  incomeUnstated: boolean | null;
};

/** What became of one member: by its place in the file, so that it points to nobody once the file is erased. */
export interface MemberChange {
  /** 0 is the main person. */
  place: number;
  fields: MemberColumn[];
  /** Before and after, null where it was not stated; absent where it did not change. */
  monthlyIncomeFen?: [number | null, number | null];
}

export interface MemberChanges {
  changed: MemberChange[];
  added: number;
  removed: number;
}

/** What a change did to the members of a file; null when they are as they were. */
export function memberChanges(
  before: readonly ComparedMember[],
  after: readonly ComparedMember[],
): MemberChanges | null {
  const known = new Map(before.map((member) => [member.id, member]));
  const changed = after.flatMap((member, place) => {
    const old = known.get(member.id);
    return old ? changesOf(old, member, place) : [];
  });
  const stayed = after.filter(({ id }) => known.has(id)).length;
  const added = after.length - stayed;
  const removed = before.length - stayed;
  return changed.length + added + removed > 0 ? { changed, added, removed } : null;
}

function changesOf(before: ComparedMember, after: ComparedMember, place: number): MemberChange[] {
  const fields = MEMBER_COLUMNS.filter((column) => before[column] !== after[column]);
  const incomes: [number | null, number | null] = [stated(before), stated(after)];
  if (incomes[0] !== incomes[1]) return [{ place, fields, monthlyIncomeFen: incomes }];
  return fields.length > 0 ? [{ place, fields }] : [];
}

function stated({ monthlyIncomeFen, incomeUnstated }: ComparedMember): number | null {
  return incomeUnstated ? null : monthlyIncomeFen;
}

import type { BusinessDate } from '../calendar/date';
import type { Fen } from '../money/fen';
import type { Income, Line, Proposal } from './classification';

/** What a family stated of its means: the 12 months before a day, and the present monthly income of its members. */
export interface Statement {
  income: Income;
  /** By the id of the member; null where nobody stated it. */
  monthlyIncomes: Record<string, Fen | null>;
}

/** The statement of the last review, and what the rules of its day proposed on it. */
export interface PresentState extends Statement {
  reviewedOn: BusinessDate;
  proposal: Proposal;
  line: Line | null;
}

interface Stated {
  income: Income;
  members: { id: string; monthlyIncomeFen: Fen | null }[];
  proposal: Proposal;
  line: Line | null;
  present: PresentState | null;
}

/** A file with the figures of its last review in place of those of its application. */
export function presently<Family extends Stated>(family: Family): Family {
  const { present } = family;
  if (!present) return family;
  const { income, proposal, line, monthlyIncomes } = present;
  const members = family.members.map((member) => ({
    ...member,
    monthlyIncomeFen:
      member.id in monthlyIncomes ? (monthlyIncomes[member.id] ?? null) : member.monthlyIncomeFen,
  }));
  return { ...family, income, proposal, line, members };
}

import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families, familyMembers, surveyAnswers, surveyPeople } from '../../db/schema';
import { audit } from '../audit/audit.server';
import { todayInChina } from '../calendar/date';
import { maskPhone } from '../identity/phone';
import { newId } from '../ids.server';
import { Refusal } from '../refusal';
import { pagingOf } from '../relief/paging';
import type { Desk } from '../staff/staff.server';
import { answersOfRound, standingRound, type Answer, type Round } from './rounds.server';
import type { PersonView, SurveyMethod, SurveyOutcome } from './survey';

/** The people of a round and what they answered. */

export interface NewAnswer {
  roundId: string;
  /** Of the sample. */
  personId: string;
  answeredOn: string;
  method: SurveyMethod;
  outcome: SurveyOutcome;
  opinion: string;
  /** The answer that the form was filled in on; null when there was none. */
  seen: string | null;
}

/**
 * Takes down what somebody of the sample said; an answer that was there before stays, replaced. The same again
 * changes nothing.
 * @returns the person's place in the sample
 * @throws Refusal record.not_found, record.changed when somebody else took down an answer since,
 * survey.withdrawn, survey.outside_period {startOn, endOn}, survey.date_in_future
 */
export async function recordAnswer({ store, actor }: Desk, { seen, ...given }: NewAnswer): Promise<number> {
  return store.write(async (write) => {
    const { round } = await standingRound(write, given.roundId);
    const person = await personRow(write, given);
    const before = (await answersOfPerson(write, person.id)).at(-1) ?? null;
    if (before && isSame(before, given)) return person.position;
    if ((before?.id ?? null) !== seen) throw new Refusal('record.changed');
    requireAnswerDay(round, given.answeredOn);
    const recordedAt = new Date().toISOString();
    await write
      .update(surveyAnswers)
      .set({ replacedAt: recordedAt })
      .where(and(eq(surveyAnswers.personId, person.id), isNull(surveyAnswers.replacedAt)));
    const id = newId();
    await write.insert(surveyAnswers).values({ id, ...given, recordedBy: actor.staffId, recordedAt });
    await audit(write, actor, {
      action: before ? 'survey.answer_replaced' : 'survey.answered',
      subject: { type: 'survey', id: round.id },
      detail: { position: person.position, before: before && toldOf(before), after: toldOf(given) },
    });
    return person.position;
  });
}

/**
 * Holds the day of an answer within its round and not after today.
 * @throws Refusal survey.outside_period, survey.date_in_future
 */
export function requireAnswerDay({ startOn, endOn }: Round, on: string): void {
  if (on > todayInChina(new Date())) throw new Refusal('survey.date_in_future', {}, 'answeredOn');
  if (on < startOn || on > endOn)
    throw new Refusal('survey.outside_period', { startOn, endOn }, 'answeredOn');
}

type Given = Pick<Answer, 'answeredOn' | 'method' | 'outcome' | 'opinion'>;

/** Whether two answers say the same. */
export function isSame(left: Given, right: Given): boolean {
  return (
    left.answeredOn === right.answeredOn &&
    left.method === right.method &&
    left.outcome === right.outcome &&
    left.opinion === right.opinion
  );
}

/** What the audit says of an answer; the opinion stays with the answer. */
function toldOf({ answeredOn, method, outcome }: Given) {
  return { answeredOn, method, rating: outcome };
}

/** The answers of somebody that were not replaced, the one that counts last. */
function answersOfPerson(read: Read, personId: string): Promise<Answer[]> {
  return read
    .select()
    .from(surveyAnswers)
    .where(and(eq(surveyAnswers.personId, personId), isNull(surveyAnswers.replacedAt)))
    .orderBy(asc(surveyAnswers.answeredOn), asc(surveyAnswers.id));
}

async function personRow(read: Read, { roundId, personId }: { roundId: string; personId: string }) {
  const [row] = await read
    .select()
    .from(surveyPeople)
    .where(and(eq(surveyPeople.id, personId), eq(surveyPeople.roundId, roundId)));
  if (!row) throw new Refusal('record.not_found');
  return row;
}

/** Somebody of a sample as screens show them. */
export interface SurveyPerson {
  id: string;
  position: number;
  familyId: string;
  fileNumber: string;
  name: string;
  idMasked: string;
  phoneMasked: string;
  answer: Pick<Answer, 'id' | 'answeredOn' | 'method' | 'outcome' | 'opinion'> | null;
}

const ROWS_A_PAGE = 50;

/** One page of the people of a round. */
export async function peopleOfRound(
  read: Read,
  {
    roundId,
    view,
    page: asked,
    size = ROWS_A_PAGE,
  }: { roundId: string; view: PersonView; page?: number; size?: number },
): Promise<{ rows: SurveyPerson[]; total: number; page: number; pageCount: number }> {
  const all = (await everybody(read, roundId)).filter(({ answer }) => isInView(answer, view));
  const { page, pageCount, limit, offset } = pagingOf(all.length, asked, size);
  return { rows: all.slice(offset, offset + limit), total: all.length, page, pageCount };
}

function isInView(answer: SurveyPerson['answer'], view: PersonView): boolean {
  if (view === 'all') return true;
  return view === 'open' ? answer === null : answer?.outcome === view;
}

async function everybody(read: Read, roundId: string): Promise<SurveyPerson[]> {
  const answers = await answersOfRound(read, roundId);
  const rows = await read
    .select({
      id: surveyPeople.id,
      position: surveyPeople.position,
      familyId: surveyPeople.familyId,
      fileNumber: families.fileNumber,
      name: familyMembers.name,
      idMasked: familyMembers.idMasked,
      phone: families.phone,
    })
    .from(surveyPeople)
    .innerJoin(familyMembers, eq(familyMembers.id, surveyPeople.memberId))
    .innerJoin(families, eq(families.id, surveyPeople.familyId))
    .where(eq(surveyPeople.roundId, roundId))
    .orderBy(asc(surveyPeople.position));
  return rows.map(({ phone, ...row }) => {
    const answer = answers.get(row.id);
    return { ...row, phoneMasked: maskPhone(phone), answer: answer ? shownAnswer(answer) : null };
  });
}

function shownAnswer({
  id,
  answeredOn,
  method,
  outcome,
  opinion,
}: Answer): NonNullable<SurveyPerson['answer']> {
  return { id, answeredOn, method, outcome, opinion };
}

/**
 * The person of a round to be asked: the one that is named, or the next one after a place whom nobody has tried yet,
 * begun again from the front; then those who were not reached. Null when everybody has answered or declined.
 * @throws Refusal record.not_found
 */
export async function personToAsk(
  read: Read,
  { roundId, personId, after = 0 }: { roundId: string; personId?: string; after?: number },
): Promise<SurveyPerson | null> {
  const all = await everybody(read, roundId);
  if (personId) {
    const named = all.find(({ id }) => id === personId);
    if (!named) throw new Refusal('record.not_found');
    return named;
  }
  const inTurn = [
    ...all.filter(({ position }) => position > after),
    ...all.filter(({ position }) => position <= after),
  ];
  return (
    inTurn.find(({ answer }) => answer === null) ??
    inTurn.find(({ answer, position }) => answer?.outcome === 'unreached' && position !== after) ??
    null
  );
}

/**
 * The phone number of somebody of a sample, who is called now; logged.
 * @throws Refusal record.not_found, survey.withdrawn
 */
export async function revealPhone(
  { store, actor }: Desk,
  asked: { roundId: string; personId: string },
): Promise<{ phone: string; name: string }> {
  return store.write(async (write) => {
    await standingRound(write, asked.roundId);
    const person = await personRow(write, asked);
    const [found] = await write
      .select({ phone: families.phone, name: familyMembers.name })
      .from(families)
      .innerJoin(familyMembers, eq(familyMembers.id, person.memberId))
      .where(eq(families.id, person.familyId));
    await audit(write, actor, {
      action: 'survey.phone_revealed',
      subject: { type: 'family', id: person.familyId },
      detail: { position: person.position },
    });
    return found!;
  });
}

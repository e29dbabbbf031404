import { asc, eq } from 'drizzle-orm';
import type { Write } from '../../db/client.server';
import { families, surveyPeople } from '../../db/schema';
import { addDays, businessDate } from '../calendar/date';
import { newId } from '../ids.server';
import { SERVICE_KINDS } from '../fund/project';
import { recordService } from '../services/services.server';
import { recordAnswer } from '../surveys/answers.server';
import { drawSurvey } from '../surveys/rounds.server';
import type { SurveyOutcome } from '../surveys/survey';
import { DEMO_OPINIONS, DEMO_SERVICES, DEMO_STRANGERS, DEMO_SURVEY } from '../zh/demo';
import { DEMO_YEAR, type DemoOffice } from './campaigns.server';
import { chanceFrom, type Chance } from './random';

/** The survey and the services of the demo year. Their chance is their own: the rest of the demo stays as it is. */

const SEED = 520;
const SAMPLE = 132;
/** Of the sample, whom nobody has called yet. */
const LEFT_OPEN = 6;
const SERVICES = 48;
const FIRST_CALL = businessDate('2019-12-20');

export async function askAndServe(office: DemoOffice, write: Write): Promise<void> {
  const chance = chanceFrom(SEED);
  await askPeople(office, { write, chance });
  await servePeople(office, { write, chance });
}

async function askPeople(
  office: DemoOffice,
  { write, chance }: { write: Write; chance: Chance },
): Promise<void> {
  const roundId = await drawSurvey(office.head, {
    year: DEMO_YEAR,
    name: DEMO_SURVEY,
    method: 'phone',
    startOn: FIRST_CALL,
    endOn: businessDate('2019-12-31'),
    paidUntilOn: businessDate('2019-12-19'),
    sampleWish: SAMPLE,
    sampleUnit: 'people',
    seed: SEED,
  });
  const people = await write
    .select({ id: surveyPeople.id })
    .from(surveyPeople)
    .where(eq(surveyPeople.roundId, roundId))
    .orderBy(asc(surveyPeople.position));
  for (const { id } of people.slice(0, SAMPLE - LEFT_OPEN)) {
    const outcome = demoOutcome(chance);
    await recordAnswer(chance.happens(50) ? office.caseworker : office.secondCaseworker, {
      roundId,
      personId: id,
      answeredOn: addDays(FIRST_CALL, chance.whole(9)),
      method: 'phone',
      outcome,
      opinion: demoOpinion(outcome, chance),
      seen: null,
    });
  }
}

function demoOutcome(chance: Chance): SurveyOutcome {
  const draw = chance.whole(100);
  if (draw < 58) return 'very_satisfied';
  if (draw < 89) return 'satisfied';
  if (draw < 93) return 'fair';
  if (draw < 96) return 'dissatisfied';
  return draw < 99 ? 'unreached' : 'declined';
}

function demoOpinion(outcome: SurveyOutcome, chance: Chance): string {
  if (outcome === 'unreached' || outcome === 'declined') return '';
  const isGood = outcome === 'very_satisfied' || outcome === 'satisfied';
  return chance.pick(isGood ? DEMO_OPINIONS.good : DEMO_OPINIONS.bad);
}

async function servePeople(
  office: DemoOffice,
  { write, chance }: { write: Write; chance: Chance },
): Promise<void> {
  const files = await write
    .select({ fileNumber: families.fileNumber })
    .from(families)
    .where(eq(families.status, 'approved'))
    .orderBy(asc(families.fileNumber))
    .limit(400);
  for (let number = 0; number < SERVICES; number += 1) {
    const kind = SERVICE_KINDS[number % SERVICE_KINDS.length]!;
    const [content, outcome] = chance.pick(DEMO_SERVICES[kind]);
    const isStranger = chance.happens(20);
    await recordService(chance.happens(50) ? office.caseworker : office.secondCaseworker, {
      id: newId(),
      kind,
      servedOn: addDays(businessDate('2019-01-08'), number * 7 + chance.whole(5)),
      file: isStranger ? '' : chance.pick(files).fileNumber,
      personName: isStranger ? chance.pick(DEMO_STRANGERS) : '',
      content,
      outcome,
    });
  }
}

import type { Read } from '../../db/client.server';
import { todayInChina, type BusinessDate } from '../calendar/date';
import { fundBalance } from '../fund/fund.server';
import type { Fen } from '../money/fen';
import { Refusal } from '../refusal';
import { refusalText } from '../zh/refusals';
import { applicationPage, type ApplicationPage } from './applicationQueries.server';
import { amountOf, caseById } from './cases.server';
import { proposedDay } from './days';
import { earliestStepOn, obstaclesTo } from './obstacles.server';
import type { FundBefore } from './fundBefore';
import type { PayWindow } from './payWindow';
import { payWindows } from './payWindows.server';
import { extraLevel } from './reliefSettings.server';
import { makerFault, stepFrom, type ApplicationAction } from './workflow';
import { together } from '../together';

export interface ApplicationStep {
  page: ApplicationPage;
  today: BusinessDate;
  /** The day that the form proposes, and the earliest there may be. */
  proposedOn: BusinessDate;
  earliestOn: string;
  /** When it is to be paid. */
  windows: PayWindow[];
  /** Why this person cannot take the step at all, in a sentence. */
  barrier: string | null;
  /** Why it could not be approved on the proposed day, in a sentence; it can still be returned or refused. */
  warning: string | null;
}

/**
 * What the page of one step of one application shows before the act.
 * @throws Refusal application.not_found
 */
export async function applicationStep(
  read: Read,
  { id, action, staffId }: { id: string; action: ApplicationAction; staffId: string },
): Promise<ApplicationStep> {
  const page = await applicationPage(read, id);
  const { application, project } = page;
  const today = todayInChina(new Date());
  const earliestOn = earliestStepOn(application) ?? application.appliedOn;
  const proposedOn = proposedDay(today, { earliestOn, project });
  const barrier = barrierTo(page, { action, staffId });
  const { obstacle, windows } = await together({
    obstacle: barrier ? null : obstacleTo(read, id, { action, staffId, on: proposedOn }),
    windows: payWindows(read, [application]),
  });
  return {
    page,
    today,
    proposedOn,
    earliestOn,
    windows,
    barrier: barrier && refusalText(barrier),
    warning: obstacle && refusalText(obstacle),
  };
}

/** What an approval would take as the application stands, and what it is held against. */
export async function fundBefore(
  read: Read,
  { project, application }: ApplicationPage,
): Promise<FundBefore & { amountFen: Fen }> {
  const { balance, level } = await together({
    balance: fundBalance(read, { projectId: project.id }),
    level: extraLevel(read, project.id),
  });
  return {
    amountFen: amountOf(application),
    availableFen: balance.availableFen,
    levelFen: level.levelFen,
  };
}

function barrierTo(
  { application, staffNames }: ApplicationPage,
  { action, staffId }: { action: ApplicationAction; staffId: string },
): Refusal | null {
  const { status, recordedBy } = application;
  if (!stepFrom(status, action)) return new Refusal('application.wrong_status', { status });
  const fault = makerFault(action, staffId, application);
  return fault && new Refusal(`application.${fault}`, { recorder: staffNames[recordedBy] ?? '' });
}

async function obstacleTo(
  read: Read,
  id: string,
  act: { action: ApplicationAction; staffId: string; on: string },
): Promise<Refusal | null> {
  return (await obstaclesTo(read, [await caseById(read, id)], act)).get(id) ?? null;
}

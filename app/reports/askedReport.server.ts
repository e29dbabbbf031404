import type { Read } from '../../db/client.server';
import type { BusinessDate } from '../calendar/date';
import { projectOfYear } from '../fund/fund.server';
import { yearOfAddress } from '../fund/project';
import { dayOfPapers, reportQuestion, type ReportAddress, type ReportQuestion } from './reportQuestion';

/**
 * Which paper of a year an address asks for; without a day the one of all papers of that year, `usual`.
 * @throws Refusal project.not_found
 */
export async function askedReport(
  read: Read,
  address: ReportAddress,
  today: BusinessDate,
): Promise<ReportQuestion & { usual: BusinessDate }> {
  const usual = dayOfPapers(await projectOfYear(read, yearOfAddress(address.year)), today);
  return { ...reportQuestion(address, today, usual), usual };
}

import type { Read } from '../../db/client.server';
import { installation } from '../../db/schema';
import { businessDate, todayInChina, yearOf, type BusinessDate } from '../calendar/date';
import { noticeCountsFrom } from './lateEntry';
import { earliestApproval } from './workflow';

/** The year in which the office began with this product: earlier records are its paper history. */
export async function beganIn(read: Read): Promise<number | null> {
  const [row] = await read.select({ createdAt: installation.createdAt }).from(installation);
  return row ? yearOf(businessDate(todayInChina(new Date(row.createdAt)))) : null;
}

/** The day on which a notice that is entered now, as put up on some day, is over: it counts from its entry. */
export async function endOfNoticeEnteredNow(read: Read, publicisedOn: BusinessDate): Promise<BusinessDate> {
  const enteredOn = todayInChina(new Date());
  return earliestApproval(noticeCountsFrom({ publicisedOn, enteredOn, beganIn: await beganIn(read) }));
}

import type { BusinessDate } from '../calendar/date';
import { addDays, yearOf } from '../calendar/date';
import { isYearCovered } from '../calendar/workingDays';
import { earliestApproval } from './workflow';

/** Codes and rules of public notices and the objections to them; the Chinese terms stand in app/zh/notice.ts. */

export const OBJECTION_OUTCOMES = ['upheld', 'dismissed'] as const;
export type ObjectionOutcome = (typeof OBJECTION_OUTCOMES)[number];

export const NOTICE_STATES = ['running', 'expired', 'taken_down'] as const;
export type NoticeState = (typeof NOTICE_STATES)[number];

/** What the list of notices is narrowed to: a state, or those with an objection that waits for an answer. */
export const NOTICE_VIEWS = [...NOTICE_STATES, 'objected'] as const;
export type NoticeView = (typeof NOTICE_VIEWS)[number];

/** More would not fit on a board, nor in a head. */
export const MOST_ON_NOTICE = 200;

interface NoticeDates {
  endsOn: string;
  takenDownOn: string | null;
}

/** Where a notice stands on a day; one that has stood long enough waits to be taken down. */
export function noticeState({ endsOn, takenDownOn }: NoticeDates, today: BusinessDate): NoticeState {
  if (takenDownOn) return 'taken_down';
  return today < endsOn ? 'running' : 'expired';
}

/** The last day on which a notice hangs: the one before its families may be approved. */
export function lastNoticeDay(endsOn: BusinessDate): BusinessDate {
  return addDays(endsOn, -1);
}

/** Whether the holidays of every year that a notice put up on a day touches are known. */
export function isNoticeCovered(publishedOn: BusinessDate): boolean {
  return [publishedOn, earliestApproval(publishedOn)].every((day) => isYearCovered(yearOf(day)));
}

/** The view of the list of notices that an address asks for; null is all of them. */
export function noticeViewOf(given: URLSearchParams): NoticeView | null {
  return NOTICE_VIEWS.find((one) => one === given.get('view')) ?? null;
}

/** The state that an address asks the list of recipients' notices for; null is all of them. */
export function noticeStateOf(given: URLSearchParams): NoticeState | null {
  return NOTICE_STATES.find((one) => one === given.get('view')) ?? null;
}

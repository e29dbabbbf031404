import type { Role } from '../staff/role';
import { FIRST_DAYS } from '../zh/help/firstDays';
import { TOPICS } from '../zh/help/topics';
import type { HelpSlug } from './helpPages';

/** Help by task: what each task is, step by step, and whom it is for. */

export interface HelpStep {
  /** What to do, one sentence or two. */
  text: string;
  /** The page where it is done. */
  to?: string | null;
  /** Name of a picture in public/pictures, without its ending. */
  picture?: PictureName;
}

export interface HelpTopic {
  slug: HelpSlug;
  title: string;
  /** One sentence: when one needs this. */
  about: string;
  roles: readonly Role[];
  steps: readonly HelpStep[];
  /** What people stumble over, and what to do then. */
  hints: readonly string[];
}

/** The first day of somebody with a role: what to look at, in this order. */
export interface FirstDay {
  role: Role;
  about: string;
  steps: readonly (HelpStep & { topic?: HelpSlug })[];
}

/** Pictures of the demo's pages, by name; `npm run help-pictures` makes them. */
export const PICTURES = {
  home: '/',
  families: '/families',
  family: '/families/new',
  notices: '/notices',
  reviews: '/reviews',
  applications: '/applications',
  campaigns: '/campaigns',
  awards: '/awards',
  batches: '/batches',
  failures: '/failures',
  fund: '/fund',
  due: '/due',
  indicators: '/indicators',
  report: '/reports',
  surveys: '/surveys',
  standards: '/standards',
  targets: '/projects/2019',
  duplicates: '/duplicates?sign=phone',
  excel: '/families/import',
  national: '/national',
  queues: '/queues',
  'case-packs': '/case-packs',
  audit: '/audit/check',
  backups: '/backups',
  accounts: '/staff',
  monitoring: '/reports/2019/monitoring',
  archive: '/reports/2019/archive',
  'report-template': '/reports/template',
  compare: '/indicators/compare',
  'what-if': '/',
  'next-year': '/reports/2019/frozen/0',
} as const;
export type PictureName = keyof typeof PICTURES;

/** Where a picture lies for the browser. */
export function pictureAddress(name: PictureName): string {
  return `/pictures/${name}.jpg`;
}

/** One topic by its name in the address; null where there is none. */
export function helpTopic(slug: string | undefined): HelpTopic | null {
  return TOPICS.find((topic) => topic.slug === slug) ?? null;
}

/** The topics of somebody with these roles first, then all others. */
export function helpFor(roles: readonly Role[]): { own: HelpTopic[]; others: HelpTopic[] } {
  const isOwn = (topic: HelpTopic) => topic.roles.some((role) => roles.includes(role));
  return { own: TOPICS.filter(isOwn), others: TOPICS.filter((topic) => !isOwn(topic)) };
}

/** The first days of these roles. */
export function firstDaysOf(roles: readonly Role[]): FirstDay[] {
  return FIRST_DAYS.filter(({ role }) => roles.includes(role));
}

/** The same without links to pages that whoever reads may not open. */
export function withOpenLinks<Step extends { to?: string | null }>(
  steps: readonly Step[],
  mayOpen: (to: string) => boolean,
): Step[] {
  return steps.map((step) => (step.to && !mayOpen(step.to) ? { ...step, to: null } : step));
}

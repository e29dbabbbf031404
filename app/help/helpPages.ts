/** Beginnings of the addresses at which a topic is the first help; `*` stands for any one part. Apart from the texts, as every page needs it. */
const PAGES = {
  find: ['/families'],
  register: ['/families/new', '/drafts', '/families/*/edit', '/families/*/papers'],
  'visit-and-notice': ['/notices', '/families/*/visit', '/families/*/publicise', '/families/*/object'],
  review: ['/reviews', '/retention', '/families/*/review', '/families/*/exit', '/families/*/reopen'],
  duplicates: ['/duplicates', '/look-alikes', '/families/*/compare'],
  application: ['/applications'],
  campaign: ['/campaigns'],
  decide: ['/account-changes', '/applications/*/decide', '/families/*/approve', '/workflow'],
  batch: ['/batches', '/awards', '/bank-layouts'],
  failures: ['/failures', '/payments'],
  'bank-word': ['/bank-contradictions'],
  fund: ['/fund', '/due'],
  targets: ['/projects'],
  indicators: ['/indicators'],
  report: ['/reports'],
  monitoring: ['/reports/*/monitoring'],
  archive: ['/reports/*/archive'],
  'report-template': ['/reports/template'],
  'next-year': ['/reports/*/next', '/projects/*/copy'],
  compare: ['/indicators/compare'],
  'what-if': ['/campaigns/*/what-if'],
  surveys: ['/surveys', '/services'],
  'rules-setting': ['/standards', '/lines'],
  excel: ['/families/import', '/payments/import', '/fund/receipts/import', '/jobs', '/ledgers'],
  accounts: ['/staff', '/account', '/role-changes', '/centre'],
  queues: ['/queues', '/deadlines'],
  'case-packs': ['/case-packs'],
  national: ['/national'],
  audit: ['/audit'],
  backups: ['/backups'],
} as const satisfies Record<string, readonly string[]>;

export type HelpSlug = keyof typeof PAGES;

/** The topic that helps on a page: the one with the longest beginning of its address; null where none does. */
export function helpOnPage(pathname: string): HelpSlug | null {
  const here = pathname.split('/');
  const found = (Object.keys(PAGES) as HelpSlug[])
    .flatMap((slug) =>
      PAGES[slug]
        .map((page) => page.split('/'))
        .filter((page) => begins(page, here))
        .map((page) => ({ slug, length: page.length })),
    )
    .sort((one, other) => other.length - one.length);
  return found[0]?.slug ?? null;
}

/** Part by part. */
function begins(page: readonly string[], here: readonly string[]): boolean {
  return page.every((part, index) => here[index] !== undefined && (part === '*' || part === here[index]));
}

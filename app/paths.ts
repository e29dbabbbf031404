/** Every URL of the product. Links, redirects and tests take them from here. */

type Value = string | number | null | undefined;

const query = (values: Record<string, Value | readonly string[]>) => {
  const given = Object.entries(values)
    .flatMap(([name, value]): [string, Value][] =>
      Array.isArray(value) ? value.map((one: string) => [name, one]) : [[name, value as Value]],
    )
    .filter(([, value]) => value !== null && value !== undefined && value !== '');
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text ? `?${text}` : '';
};

export const paths = {
  home: '/',
  login: '/login',
  logout: '/logout',
  setup: '/setup',
  setupDemo: '/setup/demo',
  account: '/account',
  styleguide: '/styleguide',

  families: (
    filter: {
      category?: string | null;
      status?: string | null;
      division?: string | null;
      cause?: string | null;
      from?: string | null;
      to?: string | null;
      review?: string | null;
      account?: string | null;
      search?: string;
      column?: readonly string[];
      after?: string | null;
      before?: string | null;
    } = {},
  ) => `/families${query(filter)}`,
  /** Keeps a filter of the list under a name. */
  familyFilters: '/filters/families',
  familyFilterDelete: (id: string) => `/filters/families/${id}/delete`,
  /** One step for many files; which ones is sent along by the form around the list. */
  familiesBulk: (act: string) => `/bulk/families/${act}`,
  /** What the search of every page answers while one types. */
  find: (text: string) => `/find${query({ text })}`,
  familiesImport: '/families/import',
  familiesTemplate: '/families/import/template',
  familiesExport: (filter: Record<string, string | null>) => `/families/export${query(filter)}`,
  job: (id: string) => `/jobs/${id}`,
  jobCancel: (id: string) => `/jobs/${id}/cancel`,
  jobRelease: (id: string) => `/jobs/${id}/release`,
  jobFile: (id: string) => `/jobs/${id}/file`,
  familyNew: '/families/new',
  /** With what was typed before and not sent. */
  familyNewRestored: '/families/new?draft=restore',
  family: (id: string) => `/families/${id}`,
  familyEdit: (id: string) => `/families/${id}/edit`,
  familyEditRestored: (id: string) => `/families/${id}/edit?draft=restore`,
  /** The field of the form by its name. */
  familyEditField: (id: string, field: string) => `/families/${id}/edit#family-${encodeURIComponent(field)}`,
  familySubmit: (id: string) => `/families/${id}/submit`,
  familyVisit: (id: string) => `/families/${id}/visit`,
  familyPublicise: (id: string) => `/families/${id}/publicise`,
  familyApprove: (id: string) => `/families/${id}/approve`,
  familyReject: (id: string) => `/families/${id}/reject`,
  familyReturn: (id: string) => `/families/${id}/return`,
  familyExit: (id: string) => `/families/${id}/exit`,
  familyReveal: (id: string) => `/families/${id}/reveal`,
  familyContact: (id: string) => `/families/${id}/contact`,
  familyObject: (id: string) => `/families/${id}/object`,
  objectionHandle: (familyId: string, id: string) => `/families/${familyId}/objections/${id}`,
  familyReview: (id: string) => `/families/${id}/review`,
  familyReopen: (id: string) => `/families/${id}/reopen`,
  familyPrint: (id: string, paper: string) => `/families/${id}/print/${paper}`,
  familyDocx: (id: string, paper: string) => `/families/${id}/print/${paper}/docx`,
  notices: (filter: { view?: string | null; page?: number } = {}) => `/notices${query(filter)}`,
  noticeNew: (filter: { division?: string | null; family?: string } = {}) => `/notices/new${query(filter)}`,
  notice: (id: string) => `/notices/${id}`,
  noticePrint: (id: string) => `/notices/${id}/print`,
  noticeDocx: (id: string) => `/notices/${id}/docx`,
  noticeTakeDown: (id: string) => `/notices/${id}/take-down`,
  reviews: (filter: { view?: string | null; division?: string | null; page?: number } = {}) =>
    `/reviews${query(filter)}`,
  drafts: '/drafts',
  draftsDrop: '/drafts/drop',
  /** The papers of a file, with one kind already chosen for the upload. */
  familyPapers: (id: string, kind?: string) => `/families/${id}/papers${query({ kind })}`,
  familyPaper: (id: string, paperId: string) => `/families/${id}/papers/${paperId}`,
  familyPaperContent: (id: string, paperId: string) => `/families/${id}/papers/${paperId}/content`,
  familyPaperRemove: (id: string, paperId: string) => `/families/${id}/papers/${paperId}/remove`,
  /** Files on the register that lack a required paper. */
  familiesLackingPapers: (cursor: { after?: string | null; before?: string | null } = {}) =>
    `/families/lacking-papers${query(cursor)}`,
  /** Pairs of files that look like one family's and wait to be compared. */
  duplicates: (filter: { sign?: string; after?: string | null; before?: string | null } = {}) =>
    `/duplicates${query(filter)}`,
  familyCompare: (id: string, otherId: string) => `/families/${id}/compare/${otherId}`,
  /** What the form of a file asks while one types; posted, so that no number stands in an address. */
  lookAlikes: '/look-alikes',
  lines: '/lines',
  /** Files whose years of keeping are over. */
  retention: '/retention',
  /** Which families would change category under another line, or with other incomes. */
  whatIf: (
    question: {
      region?: string;
      hukouKind?: string;
      amount?: string;
      percent?: string;
      on?: string;
      page?: number;
      all?: string;
    } = {},
  ) => `/lines/what-if${query(question)}`,
  lineConfirm: (id: string) => `/lines/${id}/confirm`,

  applications: (
    filter: {
      year?: number;
      type?: string;
      status?: string;
      campaign?: string;
      search?: string;
      page?: number;
    } = {},
  ) => `/applications${query(filter)}`,
  applicationNew: (familyId?: string, choice: { type?: string; year?: number } = {}) =>
    `/applications/new${query({ family: familyId, ...choice })}`,
  application: (id: string) => `/applications/${id}`,
  applicationEdit: (id: string) => `/applications/${id}/edit`,
  applicationReview: (id: string) => `/applications/${id}/review`,
  applicationDecide: (id: string) => `/applications/${id}/decide`,
  applicationWithdraw: (id: string) => `/applications/${id}/withdraw`,
  campaigns: '/campaigns',
  campaignsOf: (year: number) => `/campaigns${query({ year })}`,
  campaignNew: '/campaigns/new',
  campaign: (id: string, filter: { status?: string; search?: string; page?: number } = {}) =>
    `/campaigns/${id}${query(filter)}`,
  campaignReview: (id: string) => `/campaigns/${id}/review`,
  campaignDecide: (id: string) => `/campaigns/${id}/decide`,

  awards: (
    filter: {
      year?: number;
      view?: string;
      type?: string;
      campaign?: string;
      search?: string;
      page?: number;
    } = {},
  ) => `/awards${query(filter)}`,
  award: (id: string) => `/awards/${id}`,
  awardRelease: (id: string) => `/awards/${id}/release`,
  payments: (
    filter: {
      year?: number;
      type?: string;
      kind?: string;
      month?: string;
      search?: string;
      after?: string | null;
      before?: string | null;
    } = {},
  ) => `/payments${query(filter)}`,
  /** With one award, or with a filter of awards; several awards are sent by the ticks of a list. */
  paymentsRecord: (chosen: { award?: string; year?: number; type?: string; campaign?: string } = {}) =>
    `/payments/record${query(chosen)}`,
  payment: (id: string) => `/payments/${id}`,
  paymentCorrect: (id: string) => `/payments/${id}/correct`,

  fund: (year?: number) => `/fund${query({ year })}`,
  receiptNew: (year: number) => `/fund/${year}/receipts/new`,
  receiptCorrect: (id: string) => `/fund/receipts/${id}/correct`,
  adjustmentNew: (year: number) => `/fund/${year}/adjustments/new`,

  projects: '/projects',
  projectImport: '/projects/import',
  projectUpload: (id: string) => `/projects/import/${id}`,
  projectNew: '/projects/new',
  project: (year: number) => `/projects/${year}`,
  projectCopy: (year: number) => `/projects/${year}/copy`,
  projectEdit: (year: number) => `/projects/${year}/edit`,
  projectIndicators: (year: number) => `/projects/${year}/indicators`,
  projectProgrammes: (year: number) => `/projects/${year}/programmes`,

  /** Both open the latest project-year. */
  indicatorsHome: '/indicators',
  reportsHome: '/reports',
  indicators: (year: number, asOf?: string) => `/indicators/${year}${query({ asOf })}`,
  indicator: (year: number, id: string, asOf?: string) => `/indicators/${year}/${id}${query({ asOf })}`,
  /** The rows behind an indicator, narrowed. */
  indicatorRows: (
    year: number,
    id: string,
    filter: {
      asOf?: string;
      basis?: string;
      part?: string;
      type?: string | null;
      reason?: string | null;
      search?: string;
      page?: number;
    },
  ) => `/indicators/${year}/${id}${query(filter)}`,
  indicatorAssess: (year: number, id: string, asOf?: string) =>
    `/indicators/${year}/${id}/assess${query({ asOf })}`,
  report: (year: number, asOf?: string) => `/reports/${year}${query({ asOf })}`,
  reportDocx: (year: number, asOf?: string) => `/reports/${year}/docx${query({ asOf })}`,
  reportXlsx: (year: number, asOf?: string) => `/reports/${year}/xlsx${query({ asOf })}`,

  audit: '/audit',
  staff: '/staff',
  staffNew: '/staff/new',
  staffMember: (id: string) => `/staff/${id}`,
  staffPassword: (id: string) => `/staff/${id}/password`,
  staffActive: (id: string) => `/staff/${id}/active`,
  centre: '/centre',
} as const;

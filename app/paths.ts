import { batchPaths } from './paths/batches';
import { query, type Value } from './paths/query';
import { overseeingPaths } from './paths/overseeing';
import { reportPaths } from './paths/reports';

/** Every URL of the product. Links, redirects and tests take them from here. */

export const paths = {
  home: '/',
  /** The head's, of another year than the present one. */
  homeOf: (year: number) => `/${query({ year: String(year) })}`,
  login: '/login',
  /** The second half of a login. */
  loginCode: '/login/code',
  logout: '/logout',
  /** What was sent after the login had ended. */
  resume: (token: string) => `/resume/${token}`,
  setup: '/setup',
  setupDemo: '/setup/demo',
  account: '/account',
  accountPassword: '/account/password',
  accountSessionEnd: (id: string) => `/account/sessions/${id}/end`,
  accountOthersEnd: '/account/sessions/end-others',
  secondFactor: '/account/second-factor',
  secondFactorConfirm: '/account/second-factor/confirm',
  recoveryCodes: '/account/second-factor/codes',
  secondFactorRemove: '/account/second-factor/remove',
  styleguide: '/styleguide',
  help: '/help',
  helpTopic: (slug: string) => `/help/${slug}`,
  /** How the product decides and counts, and where that comes from; `#` leads to one rule. */
  helpRules: '/help/rules',
  helpRule: (id: string) => `/help/rules#${id}`,

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
      sort?: string | null;
      column?: readonly string[];
      after?: string | null;
      before?: string | null;
    } = {},
  ) => `/families${query(filter)}`,
  /** Keeps a filter of the list under a name. */
  listFilters: (list: string, along: { year?: string | null } = {}) => `/filters/${list}${query(along)}`,
  listFilterDelete: (list: string, id: string) => `/filters/${list}/${id}/delete`,
  /** One step for many files; which ones is sent along by the form around the list. */
  familiesBulk: (act: string) => `/bulk/families/${act}`,
  /** What the search of every page answers while one types; posted, as below. */
  find: '/find',
  /** Where the search of a list is posted, so that no number of a person stands in an address. */
  search: (list: string) => `/search${query({ list })}`,
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
  familyAccount: (id: string) => `/families/${id}/account`,
  familyAccountConfirm: (id: string, changeId: string) => `/families/${id}/account/${changeId}/confirm`,
  familyAccountReveal: (id: string, changeId: string) => `/families/${id}/account/${changeId}/reveal`,
  familyAccountReject: (id: string, changeId: string) => `/families/${id}/account/${changeId}/reject`,
  accountChanges: (cursor: { after?: string | null; before?: string | null } = {}) =>
    `/account-changes${query(cursor)}`,
  familyObject: (id: string) => `/families/${id}/object`,
  objectionHandle: (familyId: string, id: string) => `/families/${familyId}/objections/${id}`,
  familyReview: (id: string) => `/families/${id}/review`,
  /** What the figures of a review lead to, before it is decided. */
  familyReviewProposal: (id: string) => `/families/${id}/review/proposal`,
  familyReopen: (id: string) => `/families/${id}/reopen`,
  familyPrint: (id: string, paper: string) => `/families/${id}/print/${paper}`,
  /** With whole numbers, against a reason. */
  familyPrintWhole: (id: string, paper: string) => `/families/${id}/print/${paper}/whole`,
  familyDocx: (id: string, paper: string) => `/families/${id}/print/${paper}/docx`,
  notices: (filter: { view?: string | null; after?: string; before?: string } = {}) =>
    `/notices${query(filter)}`,
  noticeNew: (filter: { division?: string | null; family?: string } = {}) => `/notices/new${query(filter)}`,
  notice: (id: string) => `/notices/${id}`,
  noticePrint: (id: string) => `/notices/${id}/print`,
  noticeDocx: (id: string) => `/notices/${id}/docx`,
  noticeTakeDown: (id: string) => `/notices/${id}/take-down`,
  reviews: (
    filter: { view?: string | null; division?: string | null; after?: string; before?: string } = {},
  ) => `/reviews${query(filter)}`,
  drafts: '/drafts',
  draftsDrop: '/drafts/drop',
  /** The papers of a file, with one kind already chosen for the upload. */
  familyPapers: (id: string, kind?: string) => `/families/${id}/papers${query({ kind })}`,
  familyPapersKept: (id: string) => `/families/${id}/papers/kept`,
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
  /** Whether migrant workers must have a contract of 12 months. */
  contractRule: '/lines/contract',
  /** Files whose years of keeping are over. */
  backups: '/backups',
  backupNow: '/backups/now',
  backupCheck: '/backups/check',
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
  whatIfExport: (question: Record<string, Value>) => `/lines/what-if/xlsx${query(question)}`,
  lineConfirm: (id: string) => `/lines/${id}/confirm`,

  applications: (
    filter: {
      year?: number;
      type?: string;
      status?: string;
      campaign?: string;
      search?: string;
      column?: readonly string[];
      after?: string | null;
      before?: string | null;
    } = {},
  ) => `/applications${query(filter)}`,
  applicationNew: (familyId?: string, choice: { type?: string; year?: number } = {}) =>
    `/applications/new${query({ family: familyId, ...choice })}`,
  application: (id: string) => `/applications/${id}`,
  applicationEdit: (id: string) => `/applications/${id}/edit`,
  applicationReview: (id: string) => `/applications/${id}/review`,
  applicationDecide: (id: string) => `/applications/${id}/decide`,
  /** A second head confirms an approval above the extra level. */
  applicationConfirm: (id: string) => `/applications/${id}/confirm`,
  applicationWithdraw: (id: string) => `/applications/${id}/withdraw`,
  standards: '/standards',
  standardNew: '/standards/new',
  standardConfirm: (id: string) => `/standards/${id}/confirm`,
  standardLevel: (year: number) => `/standards/level/${year}`,
  campaigns: '/campaigns',
  campaignsOf: (year: number) => `/campaigns${query({ year })}`,
  campaignNew: '/campaigns/new',
  /** The notices of recipients, of all years. */
  recipientNotices: (filter: { view?: string | null; after?: string | null; before?: string | null } = {}) =>
    `/campaigns/notices${query(filter)}`,
  campaign: (
    id: string,
    filter: { status?: string; search?: string; after?: string | null; before?: string | null } = {},
  ) => `/campaigns/${id}${query(filter)}`,
  /** The year as it would be once the campaign is approved. */
  campaignWhatIf: (id: string) => `/campaigns/${id}/what-if`,
  campaignReview: (id: string) => `/campaigns/${id}/review`,
  campaignDecide: (id: string) => `/campaigns/${id}/decide`,
  campaignConfirm: (id: string) => `/campaigns/${id}/confirm`,
  /** With the fields of a plan as its form sends them. */
  campaignNewWith: (plan: readonly (readonly [string, string])[]) =>
    `/campaigns/new?${new URLSearchParams(plan.map(([name, value]) => [name, value]))}`,
  /** The frozen list: those in, or those out. */
  campaignList: (
    id: string,
    filter: { side?: string; reason?: string; search?: string; after?: string; before?: string } = {},
  ) => `/campaigns/${id}/list${query(filter)}`,
  campaignListXlsx: (id: string) => `/campaigns/${id}/list/xlsx`,
  candidateInclude: (id: string, candidateId: string) => `/campaigns/${id}/list/${candidateId}/include`,
  candidateExclude: (id: string, candidateId: string) => `/campaigns/${id}/list/${candidateId}/exclude`,
  campaignNotice: (id: string, cursor: { after?: string | null; before?: string | null } = {}) =>
    `/campaigns/${id}/notice${query(cursor)}`,
  campaignNoticeTakeDown: (id: string) => `/campaigns/${id}/notice/take-down`,
  campaignNoticePrint: (id: string, part?: number) => `/campaigns/${id}/notice/print${query({ part })}`,
  campaignNoticeDocx: (id: string, part?: number) => `/campaigns/${id}/notice/docx${query({ part })}`,
  /** 签收表, to be signed by those who are paid. */
  campaignSigning: (id: string, part?: number) => `/campaigns/${id}/signing${query({ part })}`,
  campaignSigningFile: (id: string, format: string, part?: number) =>
    `/campaigns/${id}/signing/${format}${query({ part })}`,

  /** 应补未补: who is due relief of the year and was not paid; without a year the latest. */
  dueHome: '/due',
  due: (
    year: number,
    filter: {
      type?: string | null;
      reason?: string | null;
      search?: string;
      asOf?: string;
      after?: string | null;
      before?: string | null;
    } = {},
  ) => `/due/${year}${query(filter)}`,

  awards: (
    filter: {
      year?: number;
      view?: string;
      type?: string;
      campaign?: string;
      search?: string;
      column?: readonly string[];
      after?: string | null;
      before?: string | null;
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
      leftOut?: string;
      search?: string;
      column?: readonly string[];
      after?: string | null;
      before?: string | null;
    } = {},
  ) => `/payments${query(filter)}`,
  /** With one award, or with a filter of awards; several awards are sent by the ticks of a list. */
  paymentsRecord: (chosen: { award?: string; year?: number; type?: string; campaign?: string } = {}) =>
    `/payments/record${query(chosen)}`,
  ...batchPaths,
  paymentsImport: '/payments/import',
  paymentsTemplate: '/payments/import/template',
  receiptsImport: '/fund/receipts/import',
  receiptsTemplate: '/fund/receipts/import/template',
  /** An import of an old ledger. */
  ledger: (id: string) => `/ledgers/${id}`,
  ledgerRelease: (id: string) => `/ledgers/${id}/release`,
  ledgerCancel: (id: string) => `/ledgers/${id}/cancel`,
  ledgerFile: (id: string) => `/ledgers/${id}/file`,
  payment: (id: string) => `/payments/${id}`,
  /** A list as a workbook, narrowed as its page is. */
  listExport: (list: string, filter: Record<string, Value>) => `/exports/${list}${query(filter)}`,
  paymentCorrect: (id: string) => `/payments/${id}/correct`,
  paymentVoucher: (id: string) => `/payments/${id}/voucher`,
  paymentVoucherDocx: (id: string) => `/payments/${id}/voucher/docx`,

  /** With a day, the outlook is as of it. */
  fund: (year?: number, asOf?: string) => `/fund${query({ year, asOf })}`,
  /** The parts of that page that list what its figures add up. */
  fundReceipts: (year: number) => `/fund${query({ year })}#receipts`,
  fundAdjustments: (year: number) => `/fund${query({ year })}#adjustments`,
  receiptNew: (year: number) => `/fund/${year}/receipts/new`,
  /** The form filled in with what the year before has left. */
  receiptCarried: (year: number) => `/fund/${year}/receipts/new?carried=1`,
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
  /** By what the year is scored. */
  projectScoring: (year: number) => `/projects/${year}/scoring`,
  projectProgrammes: (year: number) => `/projects/${year}/programmes`,

  /** Both open the latest project-year. */
  indicatorsHome: '/indicators',
  reportsHome: '/reports',
  indicators: (year: number, asOf?: string) => `/indicators/${year}${query({ asOf })}`,
  /** Two project-years beside each other. */
  indicatorsCompare: (left?: number, right?: number) => `/indicators/compare${query({ left, right })}`,
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
      after?: string | null;
      before?: string | null;
    },
  ) => `/indicators/${year}/${id}${query(filter)}`,
  indicatorAssess: (year: number, id: string, asOf?: string) =>
    `/indicators/${year}/${id}/assess${query({ asOf })}`,
  indicatorFiles: (year: number, id: string, asOf?: string) =>
    `/indicators/${year}/${id}/files${query({ asOf })}`,
  indicatorFile: (year: number, id: string, fileId: string) => `/indicators/${year}/${id}/files/${fileId}`,
  indicatorFileRemove: (year: number, id: string, fileId: string) =>
    `/indicators/${year}/${id}/files/${fileId}/remove`,
  /** By what the records suggest a grade. */
  indicatorFilter: (year: number, id: string) => `/indicators/${year}/${id}/filter`,
  indicatorSources: (year: number, id: string, asOf?: string) =>
    `/indicators/${year}/${id}/sources${query({ asOf })}`,
  /** What the rules forbid and happened all the same, by check. */
  compliance: (year: number, filter: { asOf?: string; check?: string; page?: number } = {}) =>
    `/indicators/${year}/compliance${query(filter)}`,

  surveys: (year?: number) => `/surveys${query({ year })}`,
  surveyNew: (year?: number) => `/surveys/new${query({ year })}`,
  survey: (id: string, filter: { view?: string; page?: number } = {}) => `/surveys/${id}${query(filter)}`,
  surveyWithdraw: (id: string) => `/surveys/${id}/withdraw`,
  /** The screen of one person of a sample; without one, of the first who is still to be asked. */
  surveyRecord: (id: string, person: { person?: string; after?: number } = {}) =>
    `/surveys/${id}/record${query(person)}`,
  surveyPhone: (id: string, personId: string) => `/surveys/${id}/people/${personId}/phone`,
  surveyImport: (id: string) => `/surveys/${id}/import`,
  surveyTemplate: (id: string) => `/surveys/${id}/import/template`,
  surveyRefused: (id: string) => `/surveys/${id}/import/refused`,
  services: (
    filter: {
      year?: number;
      kind?: string;
      month?: string;
      search?: string;
      after?: string | null;
      before?: string | null;
    } = {},
  ) => `/services${query(filter)}`,
  serviceNew: (familyId?: string) => `/services/new${query({ family: familyId })}`,
  serviceEdit: (id: string) => `/services/${id}/edit`,
  serviceVoid: (id: string) => `/services/${id}/void`,

  ...reportPaths,
  ...overseeingPaths,

  /** 办理流程: what may be done when, and by whom. */
  workflow: '/workflow',
  audit: '/audit',
  /** The whole log recomputed, and its end as a text to be kept elsewhere. */
  auditCheck: '/audit/check',
  auditHead: '/audit/head',
  /** A hash that somebody kept, held against its entry. */
  auditEntry: '/audit/entry',
  roleChanges: '/role-changes',
  roleChangeConfirm: (id: string) => `/role-changes/${id}/confirm`,
  roleChangeReject: (id: string) => `/role-changes/${id}/reject`,
  staff: '/staff',
  staffNew: '/staff/new',
  staffMember: (id: string) => `/staff/${id}`,
  staffPassword: (id: string) => `/staff/${id}/password`,
  staffSessionEnd: (id: string, sessionId: string) => `/staff/${id}/sessions/${sessionId}/end`,
  staffSessionsEnd: (id: string) => `/staff/${id}/sessions/end`,
  staffSecondFactorReset: (id: string) => `/staff/${id}/second-factor/reset`,
  /** Which roles must have a second factor. */
  staffSecondFactor: '/staff/second-factor',
  staffClose: (id: string) => `/staff/${id}/close`,
  staffReopen: (id: string) => `/staff/${id}/reopen`,
  centre: '/centre',
} as const;

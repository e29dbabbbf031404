import { query } from './query';

/** The papers of a year. */
export const reportPaths = {
  report: (year: number, asOf?: string) => `/reports/${year}${query({ asOf })}`,
  reportDocx: (year: number, asOf?: string) => `/reports/${year}/docx${query({ asOf })}`,
  reportXlsx: (year: number, asOf?: string) => `/reports/${year}/xlsx${query({ asOf })}`,

  /** How the paper of a year is laid out. */
  reportLayout: (year: number) => `/reports/${year}/layout`,
  /** The Word template of the narrative report; `default` stands for the product's own. */
  reportTemplate: '/reports/template',
  reportTemplateUse: (id: string) => `/reports/template/${id}/use`,
  reportTemplateFile: (id: string) => `/reports/template/${id}/file`,
  reportTemplatePreview: (id: string, year: number) => `/reports/template/${id}/preview${query({ year })}`,
  /** Everything of a year for an auditor: what is in it, and the zip. */
  reportArchive: (year: number) => `/reports/${year}/archive`,
  reportArchiveZip: (year: number) => `/reports/${year}/archive/zip`,
  /** The narrative report: its chapters, one to be written, and as a Word document. */
  /** 绩效监控: the figures of a day and what is expected of the year. */
  monitoring: (year: number, asOf?: string) => `/reports/${year}/monitoring${query({ asOf })}`,
  monitoringNote: (year: number, id: string, asOf: string) =>
    `/reports/${year}/monitoring/${id}${query({ asOf })}`,
  monitoringFile: (year: number, kind: 'docx' | 'xlsx', asOf: string) =>
    `/reports/${year}/monitoring/${kind}${query({ asOf })}`,
  reportNarrative: (year: number) => `/reports/${year}/narrative`,
  reportNarrativeDocx: (year: number) => `/reports/${year}/narrative/docx`,
  reportChapter: (year: number, chapter: string) => `/reports/${year}/narrative/${chapter}`,
  /** Checks before the year is closed, and the closing; afterwards a supplement. */
  reportClose: (year: number) => `/reports/${year}/close`,
  /** Makes the project of the year after a closed one. */
  reportNext: (year: number) => `/reports/${year}/next`,
  /** A frozen paper: 0 is the closing, the others its supplements. */
  reportFrozen: (year: number, position: number) => `/reports/${year}/frozen/${position}`,
  reportFrozenFile: (year: number, position: number, kind: string) =>
    `/reports/${year}/frozen/${position}/files/${kind}`,
  /** A file that proves a grade of a frozen paper, by its hash. */
  reportFrozenEvidence: (year: number, position: number, sha256: string) =>
    `/reports/${year}/frozen/${position}/evidence/${sha256}`,
} as const;

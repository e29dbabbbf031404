/** How a file for a bank is laid out: its columns as data. The Chinese terms stand in app/zh/batches.ts. */

/** What a column of a bank file may hold; `text` is the same words in every line. */
export const BANK_FIELDS = [
  'text',
  'line_number',
  'account',
  'holder',
  'amount',
  'bank',
  'other_bank',
  'purpose',
  'relief_type',
  'batch_number',
  'approved_on',
  'paying_account',
  'paying_holder',
  'paying_bank',
] as const;
export type BankField = (typeof BANK_FIELDS)[number];

/** Fields without which a bank cannot pay. */
export const NEEDED_BANK_FIELDS = ['account', 'holder', 'amount'] as const satisfies readonly BankField[];

/** Fields that need the centre's own account. */
export const PAYING_FIELDS: readonly BankField[] = ['paying_account', 'paying_holder', 'paying_bank'];

export interface BankColumn {
  header: string;
  field: BankField;
  /** The words of a `text`; of `other_bank` what the bank's own branches are called by. */
  text: string;
}

export interface BankLayout {
  /** A code of BUILT_IN_LAYOUTS, or the id of one that finance defined. */
  id: string;
  name: string;
  columns: readonly BankColumn[];
}

export const BANK_FILE_FORMATS = ['xlsx', 'csv_utf8', 'csv_gbk'] as const;
export type BankFileFormat = (typeof BANK_FILE_FORMATS)[number];

export const MOST_COLUMNS = 30;

/** The columns of the built-in layouts: which field each holds, `text` with fixed words; the headers are in app/zh/batches.ts. */
export const BUILT_IN_LAYOUTS = {
  generic: ['line_number', 'holder', 'account', 'bank', 'amount', 'batch_number'],
  ccb: [
    'line_number',
    'account',
    'holder',
    'amount',
    'other_bank',
    'bank',
    'text',
    'purpose',
    'batch_number',
  ],
  icbc: [
    'text',
    'approved_on',
    'text',
    'line_number',
    'paying_bank',
    'paying_account',
    'paying_holder',
    'bank',
    'text',
    'text',
    'text',
    'account',
    'holder',
    'amount',
    'purpose',
    'batch_number',
    'text',
    'text',
    'line_number',
    'text',
  ],
} as const satisfies Record<string, readonly BankField[]>;
export type BuiltInLayout = keyof typeof BUILT_IN_LAYOUTS;

/** Whether a layout names the account that pays. */
export function needsPayingAccount({ columns }: Pick<BankLayout, 'columns'>): boolean {
  return columns.some(({ field }) => PAYING_FIELDS.includes(field));
}

/** Which needed fields a layout lacks. */
export function lackingFields(columns: readonly Pick<BankColumn, 'field'>[]): BankField[] {
  return NEEDED_BANK_FIELDS.filter((needed) => !columns.some(({ field }) => field === needed));
}

/** One line to the bank, and what it is told of the whole. */
export interface BankLine {
  lineNumber: number;
  account: string;
  holder: string;
  amountFen: number;
  bankName: string;
  reliefType: string;
}

export interface BankBatch {
  number: string;
  title: string;
  /** YYYY-MM-DD */
  approvedOn: string;
  paying: { account: string; holder: string; bankName: string } | null;
}

/** A cell as the bank reads it: a text, a count, or an amount. */
export type BankCell = { text: string } | { count: number } | { amountFen: number };

/** What one column says of one line. */
export function bankCell({ field, text }: BankColumn, line: BankLine, batch: BankBatch): BankCell {
  switch (field) {
    case 'text':
      return { text };
    case 'line_number':
      return { count: line.lineNumber };
    case 'amount':
      return { amountFen: line.amountFen };
    case 'account':
      return { text: line.account };
    case 'holder':
      return { text: line.holder };
    case 'bank':
      return { text: line.bankName };
    case 'other_bank':
      return { text: text !== '' && line.bankName.includes(text) ? '0' : '1' };
    case 'purpose':
      return { text: batch.title };
    case 'relief_type':
      return { text: line.reliefType };
    case 'batch_number':
      return { text: batch.number };
    case 'approved_on':
      return { text: batch.approvedOn.replaceAll('-', '') };
    case 'paying_account':
      return { text: batch.paying?.account ?? '' };
    case 'paying_holder':
      return { text: batch.paying?.holder ?? '' };
    case 'paying_bank':
      return { text: batch.paying?.bankName ?? '' };
  }
}

/** Spreadsheets run a text that starts with one of these; an apostrophe in front makes it a text again. */
export function neutralised(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
}

import type { BankAccountCode } from '../identity/bankAccount';
import type { PhoneCode } from '../identity/phone';
import type { RefusalData } from '../refusal';
import type { SheetColumn } from './familySheet';
import type { CellCode } from './sheetCells';

/** Why a row of a register is refused; the sentences stand in app/zh/familySheet.ts. */
export type FamilyImportCode =
  | CellCode
  | PhoneCode
  | BankAccountCode
  | 'sex.differs'
  | 'birth_on.differs'
  | 'row.duplicate'
  | 'family.no_main_person'
  | 'family.two_main_persons'
  | 'family.same_id_twice'
  | 'family.id_twice_in_file'
  | 'family.too_many_members'
  | 'family.conflict'
  | 'family.gap'
  | 'family.other_row'
  | 'family.id_elsewhere'
  | 'family.file_number_taken'
  | 'exit.before_registration'
  | 'exit.not_exited'
  | 'account.bank_missing';

export interface RowProblem {
  /** As Excel shows it. */
  row: number;
  /** Null when the row as a whole is meant. */
  column: SheetColumn | null;
  code: FamilyImportCode;
  data: RefusalData;
}

/** What a family of a sheet may have in common with another family. */
export type SharedColumn = Extract<SheetColumn, 'account' | 'phone'>;

/** Why a row is to be looked at although it comes in; the sentences stand in app/zh/familySheet.ts. */
export type FamilyWarningCode = `${SharedColumn}.${'on_register' | 'in_file'}`;

export interface RowWarning {
  /** Of the main person, as Excel shows it. */
  row: number;
  column: SharedColumn;
  code: FamilyWarningCode;
  data: RefusalData;
}

/** What was read otherwise than it stands there, told once with a count. */
export type FamilyImportNote =
  | 'id_converted'
  | 'id_area_unknown'
  | 'account_luhn'
  | 'employment_missing'
  | 'health_missing'
  | 'status_missing'
  | 'status_blank'
  | 'division_from_address'
  | 'income_differs'
  | 'account_ignored'
  | 'lines_skipped';

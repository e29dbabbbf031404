/** Rows of the ledger that a paper of the year leaves out, and their net: dated after its day, or outside the project's dates. */
export interface LeftOutMoney {
  payments: number;
  netFen: number;
}

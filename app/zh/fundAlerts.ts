import type { FundAlertCode } from '../fund/plan';
import { fen } from '../money/fen';
import { formatYuan } from '../money/yuan';

interface Alert {
  code: FundAlertCode;
  on: string | null;
  amountFen: number;
}

const SENTENCES: Record<FundAlertCode, (on: string, amount: string) => string> = {
  budget_runs_out: (on, amount) =>
    `按已批待发和余下的计划，预算约在 ${on} 用完，全年还差 ${amount} 元。请控制审批，或及早办理预算调整。`,
  cash_runs_out: (on, amount) =>
    `按已批待发和余下的计划，已到账的资金约在 ${on} 发完，全年还需到账 ${amount} 元。请及早联系拨款。`,
  execution_behind: (_, amount) =>
    `发放落后于计划：比已过月份的计划少 ${amount} 元，不足计划的九成。请查看待发放的核定和应补未补的家庭。`,
  receipts_behind: (_, amount) => `到账落后于计划：比已过月份的计划发放额少 ${amount} 元。请催拨资金。`,
};

/** What to look after, with its day and amount. */
export function fundAlertText({ code, on, amountFen }: Alert): string {
  return SENTENCES[code](on ?? '', formatYuan(fen(amountFen)));
}

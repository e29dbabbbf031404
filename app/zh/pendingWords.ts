/** Words of banks that have not decided yet. */

/** That say so for certain: neither paid nor failed, and nothing that anybody must look at. */
export const PENDING_WORDS = [
  ...['处理中', '待处理', '已受理', '受理中', '已提交', '已接收', '待发送', '排队中', '在途'],
  ...['交易中', '预约成功', 'processing', 'pending'],
  ...['待复核', '待审核', '待授权', '交易处理中', '银行处理中', '正在处理', '等待处理', '待银行处理'],
  ...['交易已受理', '银行已受理', '待入账', '待记账', '待扣款', '待清算'],
  ...['受理成功待入账', '受理成功待处理', '已受理待入账', '已受理待处理'],
] as const;

/** In words that mostly say so as well, of which only the bank knows. */
export const PENDING_PARTS = [
  ...['处理中', '受理', '待', '在途', '排队', '提交', '接收', '发送', '审核', '复核', '审批', '授权'],
  ...['预约', 'process', 'pending', 'accept'],
  ...['清算中', '进行中', '办理中', '未完成', '未处理', '可疑', '未知', '不明'],
] as const;

/** Beside these a word says how it ended. */
export const ENDED_PARTS = [
  ...['失败', '拒', '不成功', '不通过', '未通过', '退', '撤', '错'],
  ...['入账成功', '付款成功', '已入账', '已到账', '已付款', '已记账'],
  ...['processed', 'success', 'fail', 'reject'],
] as const;

export function pendingMessage(words: readonly string[]): string {
  return `「${words.join('、')}」是银行还没有处理完，不是成功，也不是失败。请删去，等银行的下一个结果文件。`;
}

/** What whoever says how a file is read ticks of words that mostly say that the bank has not decided yet. */
export function pendingSeenLabel(words: readonly string[]): string {
  return `已问清银行：「${words.join('、')}」在这家银行就是最后的结果，不会再变`;
}

/** The words of the check of the audit log. */

const MOST_NAMED = 20;

export const auditCheckTexts = {
  subtitle: '从第一条起逐条重算校验码：每条都包含上一条的校验码，改、删、插、换都会对不上。',
  soundTitle: '日志完整',
  sound: (count: number) =>
    count === 0
      ? '还没有日志。'
      : `共 ${count} 条，从第 1 条到最后一条逐条核对，全部相符，没有改动、删除或插入。`,
  brokenTitle: (count: number) => `日志有 ${count} 处对不上`,
  broken: (sequences: readonly number[]) =>
    `序号 ${sequences.slice(0, MOST_NAMED).join('、')}${sequences.length > MOST_NAMED ? ' 等' : ''} 与前一条接不上，或内容被改过。请立即停止使用，保存数据库文件和备份，联系系统管理员，并用以前下载的末条校验码和备份查明从哪一条起不同。`,
  headHint:
    '下载后打印签字或存到别处。以后再核对时，同一序号的校验码应当不变；如果不同，说明那一条之前的日志被整体改写过。年终绩效报告上也印有当时的末条校验码。',
} as const;

export const auditHeadFileName = (sequence: number) => `操作日志末条校验码（第${sequence}条）.txt`;

export const auditHeadText = (given: {
  count: number;
  broken: readonly number[];
  checkedAt: string;
  sequence: number;
  recordedAt: string;
  hash: string;
}) =>
  [
    '操作日志末条校验码',
    '',
    `核对时间：${given.checkedAt}`,
    `核对结果：${given.broken.length === 0 ? `共 ${given.count} 条，全部相符` : `共 ${given.count} 条，其中 ${given.broken.length} 处对不上`}`,
    `末条序号：${given.sequence}`,
    `末条时间：${given.recordedAt}`,
    `末条校验码（SHA-256）：${given.hash}`,
    '',
    '怎样使用：以后在“操作日志 → 核对日志”里再核对，把同一序号的校验码与本文件比较，应当完全一致。',
    '',
  ].join('\n');

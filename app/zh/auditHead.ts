import type { EntryOutcome } from '../audit/auditHead.server';

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
    '下载后打印签字或存到别处。日志会继续增加，末条随之改变，但已有各条的校验码不变：以后用“核对某一条”填入保存的序号和校验码，应当一致；不一致说明那一条之前的日志被整体改写过。年终绩效报告上也印有当时的末条校验码。',
} as const;

export const AUDIT_ENTRY_LABELS = { sequence: '序号', hash: '校验码' } as const;

export const AUDIT_ENTRY_MESSAGES = {
  sequence: '请填写日志的序号，如 22757。',
  hash: '请填写完整的校验码：64 位，由数字和字母 a–f 组成，可直接粘贴。',
} as const;

interface EntryFacts {
  sequence: number;
  count: number;
  recordedAt: string;
}

export const auditEntryTexts = {
  subtitle: '把以前保存的一条校验码与现在的日志比较。',
  where:
    '序号和校验码印在下载的“末条校验码”、年终绩效报告的末页（操作日志末条）和审计资料包里，操作日志导出的 Excel 里每条都有。',
  outcomes: {
    same: {
      tone: 'success',
      title: (sequence: number) => `第 ${sequence} 条一致`,
      text: ({ sequence, count, recordedAt }: EntryFacts) =>
        `与保存的校验码相同（记于 ${recordedAt}），从第 1 条到第 ${sequence} 条逐条重算也相符：这一条和它之前的日志没有改动。现在共 ${count} 条。`,
    },
    broken: {
      tone: 'danger',
      title: (sequence: number) => `第 ${sequence} 条之前有改动`,
      text: ({ sequence }: EntryFacts) =>
        `校验码与保存的相同，但从第 1 条到第 ${sequence} 条逐条重算对不上。请到“核对操作日志”看是哪几条，并保存数据库文件和备份。`,
    },
    different: {
      tone: 'danger',
      title: (sequence: number) => `第 ${sequence} 条不一致`,
      text: ({ recordedAt }: EntryFacts) =>
        `这一条现在的校验码与填写的不同（记于 ${recordedAt}）。请先核对序号和校验码有没有抄错；没有抄错，就是这一条或它之前的日志被改写过，请立即停止使用，保存数据库文件和备份，联系系统管理员。`,
    },
    missing: {
      tone: 'danger',
      title: (sequence: number) => `没有第 ${sequence} 条`,
      text: ({ count }: EntryFacts) =>
        `日志现在共 ${count} 条，没有这个序号。请先核对序号有没有抄错；没有抄错，就是日志被删减，或恢复了较早的备份，请联系系统管理员查明。`,
    },
  },
} as const satisfies { outcomes: Record<EntryOutcome, unknown> } & Record<string, unknown>;

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
    '怎样使用：以后在“操作日志 → 核对日志 → 核对某一条”填入上面的末条序号和校验码，结果应当是“一致”。日志增加以后，末条会变，这一条的校验码不变。',
    '',
  ].join('\n');

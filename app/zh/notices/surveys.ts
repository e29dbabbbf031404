import type { Notices } from './notices';

export const SURVEYS_NOTICES = {
  'survey.drawn': ({ count }) => `已抽取样本 ${count} 人，可以开始调查。`,
  'survey.finished': () => '样本中的每个人都已登记，没有需要继续访问的。',
  'survey.withdrawn': ({ name }) => `「${name}」已作废，它的评价不再计入满意度。`,
  'service.recorded': ({ name }) => `已登记「${name}」的服务。`,
  'service.changed': () => '服务记录已修改，原内容留在操作日志里。',
  'service.voided': () => '服务记录已作废，不再计入统计。',
  'indicator.file_uploaded': ({ added, known }) =>
    Number(known) > 0
      ? `已上传 ${added} 个佐证文件；另有 ${known} 个已经在清单里，没有重复上传。`
      : `已上传 ${added} 个佐证文件。`,
  'indicator.file_removed': () => '佐证文件已移除，移除的原因留在操作日志里。',
} satisfies Notices;

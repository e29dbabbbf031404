import type { Notices } from './notices';

export const REPORTS_NOTICES = {
  'report.frozen': ({ year }) => `${year} 年绩效报告已定稿，文件已按校验码存档。`,
  'report.supplemented': ({ year }) => `${year} 年绩效报告的补充定稿已存档，原定稿保持不变。`,
  'report.layout_chosen': ({ layout }) => `报告格式已保存：${layout}。`,
  'report.chapter_written': ({ chapter }) => `「${chapter}」已保存。`,
} satisfies Notices;

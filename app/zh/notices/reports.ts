import type { Notices } from './notices';

export const REPORTS_NOTICES = {
  'report.frozen': ({ year }) => `${year} 年绩效报告已定稿，文件已按校验码存档。`,
  'report.supplemented': ({ year }) => `${year} 年绩效报告的补充定稿已存档，原定稿保持不变。`,
  'report.layout_chosen': ({ layout }) => `报告格式已保存：${layout}。`,
  'report.template_uploaded': ({ version }) =>
    `模板第 ${version} 版已上传，检查通过。请先预览，没有问题再启用。`,
  'report.template_known': ({ version }) => `这个文件与第 ${version} 版完全相同，没有重复保存。`,
  'report.template_used': ({ version }) =>
    version === '0'
      ? '已改回系统默认的版式。'
      : `模板第 ${version} 版已启用，以后导出和定稿的绩效自评报告都用它。`,
  'report.next_prepared': ({ year }) => `${year} 年度项目已建立，接过来的内容列在“准备 ${year} 年度”一栏。`,
  'report.next_stands': ({ year }) => `${year} 年度项目早已建立，没有改动。`,
  'report.chapter_written': ({ chapter }) => `「${chapter}」已保存。`,
} satisfies Notices;

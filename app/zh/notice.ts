import type { NoticeState, NoticeView, ObjectionOutcome } from '../families/notice';

export const OBJECTION_OUTCOME_LABELS: Record<ObjectionOutcome, string> = {
  upheld: '异议成立',
  dismissed: '异议不成立',
};

export const NOTICE_STATE_LABELS: Record<NoticeState, string> = {
  running: '公示中',
  expired: '期满待撤下',
  taken_down: '已撤下',
};

export const NOTICE_VIEW_LABELS: Record<NoticeView, string> = {
  ...NOTICE_STATE_LABELS,
  objected: '有异议待处理',
};

export const NOTICE_FIELD_LABELS = {
  on: '公示开始日期',
  place: '公示地点',
  ids: '公示的家庭',
} as const;

/** Where notices hang unless said otherwise. */
export const USUAL_NOTICE_PLACE = '本中心公示栏、申请人所在单位公示栏';

export const NOTICE_MESSAGES = {
  place: '请填写公示地点。',
  noFamilies: '请至少勾选一户。',
  tooManyFamilies: (most: number) => `一次最多公示 ${most} 户，请分批办理。`,
  content: '请写明异议内容。',
  outcome: '请选择处理结果。',
  handling: '请写明核实经过和处理意见。',
  tooLong: (most: number) => `最多 ${most} 个字，请精简。`,
} as const;

/** Beside the day of a notice. */
export const NOTICE_DAY_HINT = '事后补录的，公示期从录入之日算起。';

export const UNCOVERED_YEAR =
  '系统没有这一年的节假日和调休安排，公示期按周一至周五计算，请对照国务院办公厅的放假通知核对。';

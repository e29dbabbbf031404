export const VISIT_FIELD_LABELS = {
  on: '核查日期',
  firstVisitor: '入户人员一',
  secondVisitor: '入户人员二',
  housing: '住房情况',
  residents: '实际居住人员',
  incomeAgrees: '收入与申报是否一致',
  note: '核查情况',
} as const;

/** What waits on the device until it is sent. */
export const KEPT_LABELS = { visit: '入户核查', papers: '档案材料' } as const;

export const VISIT_MESSAGES = {
  housing: '请写明住房情况，例如：自购房约 60 平方米，陈设简单。',
  residents: '请写明实际居住的人员，例如：本人、配偶和一名子女。',
  incomeAgrees: '请选择收入与申报是否一致。',
  note: '请写明核查情况。',
  samePerson: '入户核查须由两人进行，请填写另一位的姓名。',
  tooLong: (most: number) => `最多 ${most} 个字，请精简。`,
} as const;

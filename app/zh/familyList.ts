import type { BulkAct, LeftOut } from '../families/bulk';
import type { ApprovalDoubt } from '../families/bulkDoubts';
import type { FamilyColumn } from '../families/familyFilter';

/** What the list of families shows of a file. */
export const FAMILY_COLUMN_LABELS: Record<FamilyColumn, string> = {
  idMasked: '身份证号',
  status: '状态',
  category: '困难类别',
  mainCause: '致困原因',
  division: '行政区划',
  memberCount: '人数',
  phone: '联系电话',
  workUnit: '工作单位',
  bank: '收款账户',
  appliedOn: '申请日期',
  registeredOn: '在册日期',
  reviewDueOn: '年审到期',
};

export const FAMILY_FILTER_LABELS = {
  search: '查找家庭',
  category: '困难类别',
  cause: '主要致困原因',
  division: '行政区划',
  from: '在册日期从',
  to: '在册日期至',
  review: '年审已到期',
  account: '没有收款账户',
} as const;

/** What one may type to find a family, as the search boxes say it. */
export const SEARCH_PLACEHOLDER = '姓名、拼音、证件号后四位、电话、档案编号';

/** What is done with many files at once. */
export const BULK_LABELS: Record<
  BulkAct,
  { title: string; button: string; day: string; explanation: string; done: string }
> = {
  submit: {
    title: '批量提交',
    button: '提交',
    day: '提交日期',
    explanation: '提交后不能再修改；需要修改时请退回补正。下一步是入户核查。',
    done: '已提交',
  },
  publicise: {
    title: '批量公示',
    button: '公示',
    day: '公示日期',
    explanation: '选中的家庭放在一份公示里，须满 5 个工作日才能审批。',
    done: '已公示',
  },
  approve: {
    title: '批量审批',
    button: '审批建档',
    day: '审批日期',
    explanation: '按系统建议的困难类别审批建档。要改类别的，请打开档案单独审批并写明理由。',
    done: '已建档',
  },
  review: {
    title: '批量年审',
    button: '年审续期',
    day: '年审日期',
    explanation:
      '已经逐户核实、收入和家庭情况都没有变化的，按档案里的数字续期一年。数字有变化的请打开档案单独办理；按现行标准类别会变的，这里不办理，结果里写明。',
    done: '已续期',
  },
};

/** What of the files of an approval in one go is to be looked at: how it is headed, marked on a file, and ticked. */
export const APPROVAL_DOUBT_TEXTS: Record<
  ApprovalDoubt,
  { title: (count: number) => string; advice: string; tag: string; tick: (count: number) => string }
> = {
  duplicates: {
    title: (count) => `${count} 户可能与其他档案重复`,
    advice: '请先打开档案对比核对；仍要一并批准的，各户的办理经过会写明当时可能重复。',
    tag: '可能重复',
    tick: (count) => `已看过：${count} 户可能与其他档案重复，没有核对清楚，仍然一并批准`,
  },
  notice: {
    title: (count) => `${count} 户的公示是事后录入的，从录入之日算还没有满期`,
    advice:
      '审批日期早于满期的，列入合规检查「未公示或公示期不足」；请查看公示的照片等材料，或等期满再批准。现在批准的，满期的日子会记入各户的办理经过。',
    tag: '公示未满期',
    tick: (count) => `已核对：${count} 户的公示从录入之日算还没有满期，仍然批准建档`,
  },
  papers: {
    title: (count) => `${count} 户还缺材料`,
    advice: '缺材料的档案不计入档案完整率；请打开档案查看清单。缺几种材料会记入各户的办理经过。',
    tag: '缺材料',
    tick: (count) => `已核对：${count} 户还缺材料，仍然批准建档`,
  },
  late: {
    title: (count) => `${count} 户有环节是事后录入的`,
    advice: '请打开档案，对照纸质材料，确认这些环节确实在所写的日期办理。',
    tag: '事后录入',
    tick: (count) => `已核对：${count} 户事后录入的环节确实在所写的日期办理`,
  },
};

/** Why files are left out of all that a list is narrowed to, after how many they are. */
export const LEFT_OUT_TEXTS: Record<LeftOut, string> = {
  own: '户由您登记或修改过，须由另一位有审批权限的人办理',
  notice_running: '户公示期还没有满，满期后才能审批',
  objected: '户有未处理的异议，或异议已经成立，不能审批',
  not_due: '户还没有到可以年审的时间',
};

export const BULK_MESSAGES = {
  nothingSelected: '没有选中任何家庭。请返回列表勾选后再办理。',
  tooMany: (most: number) => `每次最多办理 ${most} 户，请分几次办理。`,
  noteMissing: '请写明怎样核实的，例如“社区入户走访，情况没有变化”。',
  placeMissing: '请填写公示的地点，例如“单位公告栏”。',
  tooLong: (most: number) => `最多 ${most} 个字，请写短一些。`,
} as const;

export const SAVED_FILTER_MESSAGES = {
  nameMissing: '请给这个筛选起个名称，例如“金水区年审到期”。',
  nameTooLong: '名称最多 30 个字，请写短一些。',
} as const;

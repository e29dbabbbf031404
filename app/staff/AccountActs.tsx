import type { SubmissionResult } from '@conform-to/react';
import { paths } from '../paths';
import { ReasonedForm } from './ReasonedForm';
import { StaffReasonForm } from './staff.form';

interface ActProps {
  person: { id: string; name: string };
  /** What was refused, on the page of the act itself. */
  lastResult?: SubmissionResult | undefined;
}

/** The acts on an account that its owner feels at once: on the page of the account, and by themselves when refused. */
export function CloseStaffForm({ person: { id }, lastResult }: ActProps) {
  return (
    <ReasonedForm
      {...{ ...COMMON, lastResult, action: paths.staffClose(id), back: paths.staffMember(id) }}
      hint="例如：离职、调离本单位、长期休假。会记入操作日志。"
      button="停用账号"
    />
  );
}

export function EndSessionsForm({ person: { id }, lastResult }: ActProps) {
  return (
    <ReasonedForm
      {...{ ...COMMON, lastResult, action: paths.staffSessionsEnd(id), back: paths.staffMember(id) }}
      hint="例如：电脑丢失、发现异常登录。会记入操作日志。"
      button="结束全部登录"
    >
      <p>他在所有电脑上都要重新登录；还没有保存的填写可能丢失。</p>
    </ReasonedForm>
  );
}

export function ResetFactorForm({ person: { id, name }, lastResult }: ActProps) {
  return (
    <ReasonedForm
      {...{ ...COMMON, lastResult, action: paths.staffSecondFactorReset(id), back: paths.staffMember(id) }}
      hint="写明怎样核实了本人。会记入操作日志。"
      button="重置两步验证"
    >
      <p>请先当面或电话核实是 {name} 本人。重置后，在重新设置以前只凭密码就能登录他的账号。</p>
    </ReasonedForm>
  );
}

const COMMON = { schema: StaffReasonForm, label: '原因', isDangerous: true } as const;

import type { ReactNode } from 'react';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Alert, TextLink } from '../ui';

/** Says that the line a cap rests on is an example, and where it is confirmed. */
export function SampleLineText({ children }: { children?: ReactNode }) {
  return (
    <p className="mt-1 font-medium">
      所用低保标准是示例，还没有按文件确认，上限仅供参考。请主任在
      <TextLink to={paths.lines}>低保标准</TextLink>
      里按正式文件确认后再审批。{children}
    </p>
  );
}

/** The same above a list. */
export function SampleLineNote({ count }: { count: number }) {
  if (count === 0) return null;
  return (
    <Alert tone="warning" title={`${count} 人的救助上限按示例低保标准计算`}>
      <SampleLineText>
        <RuleLink rule="cap" of="上限" />
      </SampleLineText>
    </Alert>
  );
}

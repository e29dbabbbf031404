import { paths } from '../paths';
import { Alert, TextLink } from '../ui';

/** On a form that changes the targets of a year whose report is frozen. */
export function FrozenTargets({ year, isFrozen }: { year: number; isFrozen: boolean }) {
  if (!isFrozen) return null;
  return (
    <Alert tone="warning" title={`${year} 年度已定稿`}>
      现在修改目标不会改变已定稿的报告；完成情况和得分因此不同的，会作为差异列在
      <TextLink to={paths.reportFrozen(year, 0)}>定稿页</TextLink>
      ，需要时由中心主任另作补充定稿。请确认要改的是 {year} 年度。
    </Alert>
  );
}

/** On a form that changes what is said of a year whose report is frozen, or its evidence. */
export function FrozenReport({ year, isFrozen }: { year: number; isFrozen: boolean }) {
  if (!isFrozen) return null;
  return (
    <Alert tone="warning" title={`${year} 年度已定稿`}>
      现在的修改不会改变已定稿的报告和它的佐证材料；与定稿不同的，会作为差异列在
      <TextLink to={paths.reportFrozen(year, 0)}>定稿页</TextLink>
      ，需要时由中心主任另作补充定稿。请确认要改的是 {year} 年度。
    </Alert>
  );
}

/** On a form that adds to a year whose report is frozen: that it is, and what comes of what is entered now. */
export function FrozenYear({ year, isFrozen }: { year: number; isFrozen: boolean }) {
  if (!isFrozen) return null;
  return (
    <Alert tone="warning" title={`${year} 年度已定稿`}>
      现在登记的不会改变已定稿的报告，会作为差异列在
      <TextLink to={paths.reportFrozen(year, 0)}>定稿页</TextLink>
      ，需要时由中心主任另作补充定稿。请确认要记入 {year} 年度。
    </Alert>
  );
}

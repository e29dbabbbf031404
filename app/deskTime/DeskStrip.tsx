import clsx from 'clsx';
import { RuleLink } from '../rules/RuleLink';
import { Section } from '../ui';
import { DESK_LABELS } from '../zh/deskTime';
import type { DeskCourse } from './stays.server';

/** 各环节用时: how many working days each desk held the case, the present one marked. */
export function DeskStrip({ course }: { course: DeskCourse }) {
  if (course.totals.length === 0) return null;
  return (
    <Section
      title="各环节用时"
      description={
        <>
          共 {course.days} 个工作日（含调休，不计到手当天）；按办理时填写的日期计算。
          <RuleLink rule="desk-limits" of="办理时限" />
        </>
      }
    >
      <ol aria-label="各环节用时" className="flex flex-wrap gap-x-6 gap-y-2">
        {course.totals.map(({ desk, days, isCurrent }) => (
          <li key={desk} aria-current={isCurrent ? 'step' : undefined} className="min-w-[5rem]">
            <span className="block text-sm text-ink-500">
              {DESK_LABELS[desk]}
              {isCurrent ? '（在办）' : ''}
            </span>
            <span className={clsx('tabular-nums', isCurrent && 'font-semibold')}>
              {days === 0 ? '当天' : `${days} 个工作日`}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  );
}

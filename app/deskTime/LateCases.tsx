import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { Section, Tag, TextLink } from '../ui';
import { daysLeftText, DESK_LABELS } from '../zh/deskTime';
import { reliefTypeLabels } from '../zh/fund';
import { OWN_DESKS } from './late';
import type { LateCase } from './late.server';

const OPENS = { family: paths.family, application: paths.application, award: paths.award } as const;

/** Whose case it is, leading to it. */
export function LateName({ one }: { one: Pick<LateCase, 'kind' | 'id' | 'name'> }) {
  return <TextLink to={OPENS[one.kind](one.id)}>{one.name}</TextLink>;
}

/** How long it still has, or how long ago its time was over. */
export function LateTag({ one }: { one: Pick<LateCase, 'state' | 'left'> }) {
  return <Tag tone={one.state === 'late' ? 'danger' : 'warning'}>{daysLeftText(one.left)}</Tag>;
}

/** What it is about: relief of a type, or the register. */
export function lateSubject({ type }: Pick<LateCase, 'type'>): string {
  return type ? reliefTypeLabels[type] : '建档认定';
}

/** 最急的几件: for the home page, which counts the others. */
export function UrgentCases({ cases, most = cases.length }: { cases: LateCase[]; most?: number }) {
  if (cases.length === 0) return null;
  return (
    <Section
      title="最急的几件"
      actions={
        <>
          <RuleLink rule="desk-limits" of="办理时限" />
          <TextLink to={paths.deadlines({ desk: OWN_DESKS })}>逾期提醒</TextLink>
        </>
      }
    >
      <ul className="grid gap-1.5 text-sm">
        {cases.slice(0, most).map((one) => (
          <li key={one.id} className="flex flex-wrap items-baseline justify-between gap-x-3">
            <span>
              <LateName one={one} />
              <span className="ml-2 text-ink-600">
                {lateSubject(one)} · {DESK_LABELS[one.desk]}
              </span>
            </span>
            <LateTag one={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

import { paths } from '../paths';
import { Section, TextLink } from '../ui';
import { ROLE_LABELS } from '../zh/staff';
import { helpTopic, type FirstDay } from './help';

/** What to look at on the first day, by role. */
export function FirstDays({ days }: { days: readonly FirstDay[] }) {
  return days.map(({ role, about, steps }) => (
    <Section key={role} title={`第一天：${ROLE_LABELS[role]}`} description={about}>
      <ol className="list-decimal space-y-2 pl-6 marker:font-semibold marker:text-accent-700">
        {steps.map(({ text, to, topic }) => (
          <li key={text} className="pl-1">
            {text}
            <span className="ml-2 inline-flex gap-3">
              {to ? <TextLink to={to}>打开</TextLink> : null}
              {topic ? <TextLink to={paths.helpTopic(topic)}>{helpTopic(topic)!.title}</TextLink> : null}
            </span>
          </li>
        ))}
      </ol>
    </Section>
  ));
}

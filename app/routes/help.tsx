import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { FirstDays } from '../help/FirstDays';
import { firstDaysOf, helpFor, withOpenLinks, type HelpTopic } from '../help/help';
import { ShortcutTable } from '../help/ShortcutTable';
import { guardStaff } from '../http/guard.server';
import { mayOpen } from '../navigation';
import { paths } from '../paths';
import { LinkButton, Page, Section, TextLink } from '../ui';

export const meta: MetaFunction = () => [{ title: '使用帮助 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await guardStaff(request);
  const opens = (to: string) => mayOpen(actor.roles, to);
  const days = firstDaysOf(actor.roles).map((day) => ({ ...day, steps: withOpenLinks(day.steps, opens) }));
  return { days, ...helpFor(actor.roles) };
}

export default function Help() {
  const { days, own, others } = useLoaderData<typeof loader>();
  return (
    <Page
      title="使用帮助"
      subtitle="按要办的事查；每一页右上角的「帮助」直接打开这一页的说明。"
      actions={
        <LinkButton to={paths.helpRules} icon="book">
          规则与口径
        </LinkButton>
      }
    >
      <FirstDays days={days} />
      <Section title="您要办的事">
        <Topics topics={own} />
      </Section>
      {others.length > 0 ? (
        <Section title="同事要办的事" description="看看一件事交出去以后怎样继续。">
          <Topics topics={others} />
        </Section>
      ) : null}
      <Section title="键盘快捷键" description="在任何页面按 ? 键也能看到。">
        <ShortcutTable />
      </Section>
    </Page>
  );
}

function Topics({ topics }: { topics: HelpTopic[] }) {
  return (
    <ul className="grid gap-x-8 gap-y-3 md:grid-cols-2 xl:grid-cols-3">
      {topics.map(({ slug, title, about }) => (
        <li key={slug}>
          <TextLink to={paths.helpTopic(slug)}>{title}</TextLink>
          <p className="text-sm text-ink-600">{about}</p>
        </li>
      ))}
    </ul>
  );
}

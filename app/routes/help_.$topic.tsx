import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { helpTopic, withOpenLinks } from '../help/help';
import { HelpSteps } from '../help/HelpSteps';
import { guardStaff } from '../http/guard.server';
import { mayOpen } from '../navigation';
import { paths } from '../paths';
import { Page, PrintButton, Section } from '../ui';
import { ROLE_LABELS } from '../zh/staff';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.topic.title ?? '使用帮助'} - 困难职工帮扶` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await guardStaff(request);
  const topic = helpTopic(params.topic);
  if (!topic) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return { topic, steps: withOpenLinks(topic.steps, (to) => mayOpen(actor.roles, to)) };
}

export default function HelpTopicPage() {
  const { topic, steps } = useLoaderData<typeof loader>();
  const who = topic.roles.map((role) => ROLE_LABELS[role]).join('、');
  return (
    <Page
      title={topic.title}
      crumbs={[{ to: paths.help, label: '使用帮助' }]}
      subtitle={`${topic.about}办理人：${who}。`}
      actions={<PrintButton />}
    >
      <Section title="怎样办">
        <HelpSteps steps={steps} />
      </Section>
      <Section title="容易遇到的">
        <ul className="list-disc space-y-1.5 pl-5">
          {topic.hints.map((hint) => (
            <li key={hint}>{hint}</li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}

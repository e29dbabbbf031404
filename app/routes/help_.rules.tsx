import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { configuration } from '../config.server';
import { withOpenLinks } from '../help/help';
import { ruleGroups } from '../help/rule';
import { guardStaff } from '../http/guard.server';
import { FORM_MINUTES_KEPT } from '../http/parkedForms.server';
import { mayOpen } from '../navigation';
import { paths } from '../paths';
import { DEVICE_DAYS_KEPT, Page, PrintButton, Section, TextLink } from '../ui';

export const meta: MetaFunction = () => [{ title: '规则与口径 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { actor } = await guardStaff(request);
  const opens = (to: string) => mayOpen(actor.roles, to);
  const { sessionIdleMinutes, sessionMaxMinutes } = configuration();
  const figures = {
    ...{ sessionIdleMinutes, sessionMaxMinutes },
    ...{ formMinutesKept: FORM_MINUTES_KEPT, deviceDaysKept: DEVICE_DAYS_KEPT },
  };
  return {
    groups: ruleGroups(figures).map((group) => ({ ...group, rules: withOpenLinks(group.rules, opens) })),
  };
}

export default function Rules() {
  const { groups } = useLoaderData<typeof loader>();
  return (
    <Page
      title="规则与口径"
      crumbs={[{ to: paths.help, label: '使用帮助' }]}
      subtitle="系统怎样判断、怎样计算，依据是什么。数字取自正在运行的程序，与实际办理一致。"
      actions={<PrintButton />}
    >
      {groups.map(({ title, rules }) => (
        <Section key={title} title={title}>
          <dl className="divide-y divide-ink-200">
            {rules.map(({ id, name, rule, why, source, to }) => (
              <div
                key={id}
                id={id}
                className="grid scroll-mt-16 gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0 target:bg-accent-50 md:grid-cols-[11rem_minmax(0,1fr)]"
              >
                <dt className="font-medium">{name}</dt>
                <dd>
                  <p>{rule}</p>
                  <p className="mt-1 text-sm text-ink-600">为什么：{why}</p>
                  <p className="text-sm text-ink-600">
                    依据：{source}
                    {to ? (
                      <>
                        {' '}
                        <TextLink to={to}>在系统中查看</TextLink>
                      </>
                    ) : null}
                  </p>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      ))}
    </Page>
  );
}

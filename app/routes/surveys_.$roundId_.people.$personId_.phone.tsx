import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { guard } from '../http/guard.server';
import { orExplained } from '../http/submit.server';
import { paths } from '../paths';
import { revealPhone } from '../surveys/answers.server';
import { Facts, LinkButton, Page, Section } from '../ui';

export const meta: MetaFunction = () => [{ title: '受访人电话 - 困难职工帮扶' }];

/** The number comes by a post alone; who opens the address goes back to the person. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await guard(request, 'identity.reveal');
  return redirect(paths.surveyRecord(params.roundId!, { person: params.personId }));
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'identity.reveal');
  const asked = { roundId: params.roundId!, personId: params.personId! };
  return { ...asked, ...(await orExplained(revealPhone(desk, asked))) };
}

export default function Phone() {
  const found = useActionData<typeof action>();
  if (!found) return null;
  return (
    <Page title="受访人电话" crumbs={[{ to: paths.survey(found.roundId), label: '样本名单' }]}>
      <Section title={found.name} description="查看已记入操作日志。">
        <Facts items={[{ label: '联系电话', value: found.phone }]} />
        <div className="mt-4">
          <LinkButton to={paths.surveyRecord(found.roundId, { person: found.personId })} tone="primary">
            登记评价
          </LinkButton>
        </div>
      </Section>
    </Page>
  );
}

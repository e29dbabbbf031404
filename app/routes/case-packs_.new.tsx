import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { CasePackForm } from '../casePack/casePack.form';
import { orderCasePack } from '../casePack/casePack.server';
import { CasePackFields } from '../casePack/CasePackFields';
import { numbersOfText } from '../casePack/given';
import { sampleOf, type SampleQuestion } from '../casePack/sample.server';
import { SampledPayments } from '../casePack/SampleTables';
import { guard } from '../http/guard.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { LinkButton, Page, Section, Stack } from '../ui';

export const meta: MetaFunction = () => [{ title: '抽查资料包 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'case_pack.take');
  const { searchParams } = new URL(request.url);
  const payment = searchParams.get('payment') ?? '';
  const award = searchParams.get('award') ?? '';
  const asked = payment || award;
  const question = questionOf({ payment, award, numbers: '', year: null });
  const found = asked ? await orExplained(store.read((read) => sampleOf(read, question))) : null;
  return {
    subject: { payment, award },
    payments: found?.payments ?? null,
    mayReveal: may(actor.roles, 'identity.reveal'),
  };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'case_pack.take');
  return submit(request, CasePackForm, async ({ reason, isWhole, ...subject }) => {
    const id = await orderCasePack(desk, { question: questionOf(subject), reason, isWhole });
    return redirect(paths.casePack(id));
  });
}

function questionOf(subject: {
  payment?: string | undefined;
  award?: string | undefined;
  numbers: string;
  year: number | null;
}): SampleQuestion {
  const { payment, award, numbers, year } = subject;
  if (payment) return { kind: 'payment', id: payment };
  if (award) return { kind: 'award', id: award };
  return { kind: 'numbers', numbers: numbersOfText(numbers), year };
}

export default function MakeCasePack() {
  const { subject, payments, mayReveal } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const kept = (lastResult?.initialValue ?? {}) as Record<string, string>;
  const asked = payments !== null || kept.numbers || kept.payment || kept.award;
  return (
    <Page
      title="做抽查资料包"
      subtitle="申请、材料、入户核查、公示、审批、批次、银行结果、更正和操作日志，附每个文件的校验码。"
      crumbs={[{ to: paths.casePacks, label: '抽查资料包' }]}
    >
      <Stack>
        <Section
          title="用途"
          description="包里含疾病、未成年人等个人信息，请妥善保管，用毕删除。每次下载都记入操作日志。"
        >
          {asked ? (
            <CasePackFields subject={{ ...subject, ...kept }} mayReveal={mayReveal} lastResult={lastResult} />
          ) : (
            <LinkButton to={paths.casePacks}>先查找名单</LinkButton>
          )}
        </Section>
        {payments ? <SampledPayments payments={payments} /> : null}
      </Stack>
    </Page>
  );
}

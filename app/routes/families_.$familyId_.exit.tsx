import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { EXIT_REASONS } from '../families/family';
import { familyView } from '../families/families.server';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { doubtedAmong } from '../payments/releases.server';
import { openAtExit } from '../relief/exit';
import { ExitForm } from '../relief/exit.form';
import { ExitTicks, ReliefAtExitFacts } from '../relief/ExitRelief';
import { exitFamily, reliefAtExit } from '../relief/exits.server';
import { DateField, FormGrid, RadioField } from '../ui';
import { EXIT_REASON_LABELS } from '../zh/families';

export { afterRefusal as shouldRevalidate } from '../http/revalidate';

export const meta: MetaFunction = () => [{ title: '退出档案 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.approve');
  return store.read(async (read) => {
    const family = await orExplained(familyView(read, params.familyId!));
    const relief = await reliefAtExit(read, params.familyId!);
    const doubted = await doubtedAmong(
      read,
      openAtExit(relief.awards).map(({ awardId }) => awardId),
    );
    return { family, relief, doubted, today: todayInChina(new Date()) };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.approve');
  return submit(request, ExitForm, async (step) => {
    await exitFamily(desk, { id: params.familyId!, ...step });
    return redirectWithNotice(paths.family(params.familyId!), 'family.exited');
  });
}

export default function ExitFamily() {
  const { family, relief, doubted, today } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ExitForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ExitForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today },
  });
  return (
    <StepPage
      family={family}
      action="exit"
      form={form}
      labels={LABELS}
      isDangerous
      facts={<ReliefAtExitFacts relief={relief} doubted={doubted} />}
      explanation="从退出日期起不再在册，不能再申请救助。档案和发放记录保留；再次困难时新建档案。"
    >
      <FormGrid>
        <DateField field={fields.on} label="退出日期" min={family.registeredOn ?? undefined} max={today} />
        <RadioField
          field={fields.reason}
          label="退出原因"
          wide
          options={EXIT_REASONS.map((reason) => ({ value: reason, label: EXIT_REASON_LABELS[reason] }))}
        />
        <ExitTicks awards={relief.awards} on={fields.on.value} fields={fields} />
      </FormGrid>
    </StepPage>
  );
}

const LABELS = {
  on: '退出日期',
  reason: '退出原因',
  openSeen: '还没有发完的核定',
  offRegisterSeen: '退出日期以后的核定',
};

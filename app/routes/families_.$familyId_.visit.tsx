import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { visitFamily, familyView } from '../families/families.server';
import { keptPlaces } from '../families/keptPlaces';
import { StepPage } from '../families/StepPage';
import { VisitForm, visitOf } from '../families/visit.form';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { unreachedIn } from '../http/unreached';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import {
  DEVICE_DAYS_KEPT,
  DateField,
  FormGrid,
  KeptOnDevice,
  KeptText,
  RadioField,
  TextAreaField,
  TextField,
} from '../ui';
import { VISIT_FIELD_LABELS as LABELS } from '../zh/visit';

export const meta: MetaFunction = () => [{ title: '登记入户核查 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.record');
  const family = await orExplained(store.read((read) => familyView(read, params.familyId!)));
  return { family, today: todayInChina(new Date()), me: actor.name, staffId: actor.staffId };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, VisitForm, async (form) => {
    await visitFamily(desk, { id: params.familyId!, ...visitOf(form) });
    return redirectWithNotice(paths.family(params.familyId!), 'family.visited');
  });
}

const AGREES = [
  { value: 'yes', label: '一致' },
  { value: 'no', label: '不一致' },
];

function wordOf(name: string, value: string): string {
  return (name === 'incomeAgrees' && AGREES.find((one) => one.value === value)?.label) || value;
}

function isWholeVisit(form: HTMLFormElement): boolean {
  return parseWithZod(new FormData(form), { schema: VisitForm }).status === 'success';
}

export default function VisitFamily() {
  const { family, today, me, staffId } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const [form, fields] = useForm({
    lastResult: answer?.lastResult,
    constraint: getZodConstraint(VisitForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: VisitForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: today, firstVisitor: me },
  });
  const keptAs = `${keptPlaces(staffId).typed.keptAs}:${family.id}`;
  return (
    <StepPage
      family={family}
      action="visit"
      kept={<KeptText keptAs={keptAs} labels={LABELS} wordOf={wordOf} />}
      form={form}
      labels={LABELS}
      explanation={
        <>
          入户核查由两人进行。写明到户所见：住房、居住人员、收入、就业、患病或就学情况是否与申请一致。没有信号时填好的内容留在本机，最多{' '}
          {DEVICE_DAYS_KEPT} 天。
          <RuleLink rule="kept" of="暂存" />
        </>
      }
    >
      <KeptOnDevice
        formId={form.id}
        keptAs={keptAs}
        name={`${family.fileNumber} ${family.members[0]?.name ?? ''}`}
        unreached={unreachedIn(answer)}
        isWhole={isWholeVisit}
      />
      <FormGrid columns={3}>
        <DateField field={fields.on} label={LABELS.on} min={family.submittedOn ?? undefined} max={today} />
        <TextField field={fields.firstVisitor} label={LABELS.firstVisitor} />
        <TextField field={fields.secondVisitor} label={LABELS.secondVisitor} />
        <TextAreaField field={fields.housing} label={LABELS.housing} rows={2} wide />
        <TextAreaField field={fields.residents} label={LABELS.residents} rows={2} wide />
        <RadioField field={fields.incomeAgrees} label={LABELS.incomeAgrees} wide options={AGREES} />
        <TextAreaField
          field={fields.note}
          label={LABELS.note}
          hint="收入与申报不一致的，请写明差异和依据。"
          rows={4}
          wide
        />
      </FormGrid>
    </StepPage>
  );
}

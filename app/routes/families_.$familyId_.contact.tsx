import { useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import type { z } from 'zod';
import { changeContact, familyPage } from '../families/families.server';
import { ContactForm, type ContactChange } from '../families/family.form';
import { contactValue } from '../families/familyFormValue';
import { StepPage } from '../families/StepPage';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { FormGrid, HiddenField, Stack, TextField } from '../ui';
import { FAMILY_FIELD_LABELS as LABELS } from '../zh/families';

export const meta: MetaFunction = () => [{ title: '变更联系方式 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  return { family: await orExplained(store.read((read) => familyPage(read, params.familyId!))) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, ContactForm, async (change) => {
    const isChanged = await changeContact(desk, { id: params.familyId!, ...change });
    return redirectWithNotice(
      paths.family(params.familyId!),
      isChanged ? 'family.contact_changed' : 'record.unchanged',
    );
  });
}

export default function ChangeContact() {
  const { family } = useLoaderData<typeof loader>();
  const [form, fields] = useForm<z.input<typeof ContactForm>, ContactChange>({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ContactForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ContactForm }),
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    defaultValue: contactValue(family),
  });
  return (
    <StepPage
      family={family}
      action="change_contact"
      form={form}
      labels={LABELS}
      explanation="不影响困难类别。变更会记入操作日志。收款账户另在「变更收款账户」里提出。"
    >
      <HiddenField field={fields.version} />
      <Stack>
        <FormGrid columns={3}>
          <TextField field={fields.phone} label={LABELS.phone} type="tel" inputMode="tel" />
          <TextField field={fields.workUnit} label={LABELS.workUnit} />
          <TextField field={fields.address} label={LABELS.address} wide />
        </FormGrid>
      </Stack>
    </StepPage>
  );
}

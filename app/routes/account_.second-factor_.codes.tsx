import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData } from '@remix-run/react';
import { guardStaff } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { provePassword } from '../staff/passwords.server';
import { ProvenFormFields } from '../staff/ProvenForm';
import { RecoveryCodes } from '../staff/RecoveryCodes';
import { renewRecoveryCodes } from '../staff/secondFactor.server';
import { ProvenForm } from '../staff/staff.form';
import { StepFrame } from '../staff/StepFrame';

export const meta: MetaFunction = () => [{ title: '更换恢复码 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  await guardStaff(request);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  return submit(request, ProvenForm, async ({ current }) => {
    await provePassword(desk, current);
    return { codes: await renewRecoveryCodes(desk) };
  });
}

export default function NewRecoveryCodes() {
  const answer = useActionData<typeof action>();
  const lastResult = answer && 'lastResult' in answer ? answer.lastResult : undefined;
  return (
    <StepFrame title="更换恢复码" forced={null} description="换成新的一组后，原来的恢复码全部作废。">
      {answer && 'codes' in answer ? (
        <RecoveryCodes codes={answer.codes} />
      ) : (
        <ProvenFormFields lastResult={lastResult} button="更换恢复码" />
      )}
    </StepFrame>
  );
}

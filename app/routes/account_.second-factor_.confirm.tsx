import { getFormProps, useForm, type SubmissionResult } from '@conform-to/react';
import {
  redirect,
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  type MetaFunction,
} from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { guardStep, nextOf, withNext } from '../http/guard.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { RecoveryCodes } from '../staff/RecoveryCodes';
import { confirmSecondFactor, waitingSecondFactor } from '../staff/secondFactor.server';
import { FirstCodeForm } from '../staff/staff.form';
import { StepFrame } from '../staff/StepFrame';
import type { QrCode } from '../staff/totp';
import { ErrorSummary, FormActions, Stack, SubmitButton, TextField } from '../ui';

export const meta: MetaFunction = () => [{ title: '设置两步验证 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor, step } = await guardStep(request, 'second_factor');
  const waiting = await store.read((read) => waitingSecondFactor(read, actor));
  return { isForced: step === 'second_factor', waiting };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guardStep(request, 'second_factor');
  const { store, actor, sessionId } = desk;
  const next = nextOf(request);
  if (!(await store.read((read) => waitingSecondFactor(read, actor))))
    return redirect(withNext(paths.secondFactor, next));
  return submit(request, FirstCodeForm, async ({ oneTimeCode }) => ({
    next: next === paths.home ? paths.account : next,
    codes: await confirmSecondFactor(desk, { code: oneTimeCode, sessionId }),
  }));
}

export default function ConfirmSecondFactor() {
  const { isForced, waiting } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const done = answer && 'codes' in answer ? answer : null;
  const codes = done?.codes ?? null;
  const lastResult = answer && 'lastResult' in answer ? answer.lastResult : undefined;
  return (
    <StepFrame
      title={codes ? '两步验证已开启' : '设置两步验证'}
      forced={isForced ? '您的角色须使用两步验证，请先设置。' : null}
      description={
        codes
          ? '下次登录时，密码之后还要填写验证码。'
          : '用手机上的验证器扫描二维码，再填写它显示的 6 位数字。'
      }
      wide
    >
      {done ? <RecoveryCodes {...done} /> : null}
      {waiting && !codes ? <FirstCode {...waiting} lastResult={lastResult} /> : null}
      {waiting || codes ? null : <p>没有正在设置的两步验证，请从「我的账号」重新开始。</p>}
    </StepFrame>
  );
}

interface FirstCodeProps {
  secret: string;
  qr: QrCode;
  lastResult: SubmissionResult | undefined;
}

function FirstCode({ secret, qr, lastResult }: FirstCodeProps) {
  const [form, fields] = useForm<{ oneTimeCode: string }>({ lastResult });
  return (
    <div className="grid gap-6 md:grid-cols-[14rem_1fr]">
      <div>
        <svg
          aria-hidden="true"
          viewBox={`0 0 ${qr.size} ${qr.size}`}
          className="w-56 border border-ink-200 bg-white"
          shapeRendering="crispEdges"
        >
          <path d={qr.path} />
        </svg>
        <p className="mt-1 text-sm text-ink-600">用验证器扫描；内容与旁边的密钥相同。</p>
      </div>
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <ErrorSummary form={form} />
          <div>
            <p className="text-sm text-ink-600">不能扫描时，在验证器中手工输入这个密钥：</p>
            <code className="break-all">{secret.replace(/(.{4})(?=.)/g, '$1 ')}</code>
          </div>
          <TextField
            field={fields.oneTimeCode}
            label="验证器显示的 6 位数字"
            required
            inputMode="numeric"
            autoComplete="one-time-code"
          />
          <FormActions>
            <SubmitButton>开启</SubmitButton>
          </FormActions>
        </Stack>
      </Form>
    </div>
  );
}

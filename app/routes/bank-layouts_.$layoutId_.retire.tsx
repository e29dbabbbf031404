import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { RefusedAction } from '../http/RefusedAction';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { RetireLayoutForm } from '../payments/bankLayout.form';
import { retireLayout } from '../payments/bankLayouts.server';

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'bank_layout.edit');
  return { back: paths.bankLayouts };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'bank_layout.edit');
  return submit(request, RetireLayoutForm, async () => {
    const name = await retireLayout(desk, params.layoutId!);
    return redirectWithNotice(paths.bankLayouts, 'bank_layout.retired', { name });
  });
}

export default RefusedAction;

import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs } from '@remix-run/node';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orNotFound } from '../http/submit.server';
import { paths } from '../paths';
import { applyTemplate, DEFAULT_ID } from '../reports/templates.server';

export async function loader({ request }: LoaderFunctionArgs) {
  await guard(request, 'report.template');
  return redirect(paths.reportTemplate);
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'report.template');
  const id = params.templateId!;
  const version = await orNotFound(applyTemplate(desk, id === DEFAULT_ID ? null : id));
  return redirectWithNotice(paths.reportTemplate, 'report.template_used', { version });
}

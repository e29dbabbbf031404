import type { ActionFunctionArgs } from '@remix-run/node';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { paths } from '../paths';
import { startBackupCheck } from '../worker.server';

export async function action({ request }: ActionFunctionArgs) {
  await guard(request, 'backup.make');
  startBackupCheck();
  return redirectWithNotice(paths.backups, 'backup.check_started', {});
}

import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { Alert, TextLink } from '../ui';
import { ownResetText } from '../zh/staff';
import type { OwnReset } from './toldHome.server';

/** That one's own account was opened by somebody else lately, who may have had one's word for it or not. */
export function OwnResets({ resets }: { resets: readonly OwnReset[] }) {
  if (resets.length === 0) return null;
  return (
    <Alert tone="warning" title="您的账号 7 日内被重置或重新启用过">
      <ul>
        {resets.map((reset) => (
          <li key={reset.at}>{ownResetText({ ...reset, at: formatInstant(reset.at) })}</li>
        ))}
      </ul>
      不是您要求的，请马上在<TextLink to={paths.account}>我的账号</TextLink>
      修改密码、查看登录中的设备，并告诉中心主任。
    </Alert>
  );
}

import { paths } from '../paths';
import { Alert, FormActions, LinkButton, Stack } from '../ui';

/** Recovery codes, shown once, and where one goes on. */
export function RecoveryCodes({ codes, next = paths.account }: { codes: readonly string[]; next?: string }) {
  return (
    <Stack>
      <Alert tone="warning" title="请现在抄下或打印恢复码，与手机分开保管">
        手机丢失时，每个恢复码可以代替验证码登录一次。离开本页后不再显示。
      </Alert>
      <ul className="grid grid-cols-2 gap-x-6 gap-y-1 font-mono">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <FormActions>
        <LinkButton to={next} tone="primary">
          已保存好，继续
        </LinkButton>
      </FormActions>
    </Stack>
  );
}

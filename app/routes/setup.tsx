import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { redirect, type ActionFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData } from '@remix-run/react';
import { theStore } from '../../db/client.server';
import { SetupUploadForm } from '../fund/setup.form';
import { setUpWithTargets } from '../fund/setup.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { isEmpty } from '../staff/staff.server';
import { PASSWORD_MIN } from '../staff/password';
import {
  Button,
  ErrorSummary,
  Fieldset,
  FileField,
  FormActions,
  FormGrid,
  PasswordField,
  PlainFrame,
  Section,
  Stack,
  SubmitButton,
  TextField,
} from '../ui';

export const meta: MetaFunction = () => [{ title: '初始化 - 困难职工帮扶' }];

export async function loader() {
  const store = await theStore();
  if (!(await store.read(isEmpty))) throw redirect(paths.login);
  return null;
}

export async function action({ request }: ActionFunctionArgs) {
  const store = await theStore();
  if (!(await store.read(isEmpty))) throw redirect(paths.login);
  return submit(request, SetupUploadForm, async (given) => {
    const uploadId = await setUpWithTargets(store, given);
    return redirectWithNotice(paths.login, uploadId ? 'setup.done_with_targets' : 'setup.done');
  });
}

export default function Setup() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(SetupUploadForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: SetupUploadForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <PlainFrame title="第一次使用" subtitle="填写单位和两个账号，就可以开始登记。以后都可以修改。" wide>
      <Stack>
        <Form method="post" encType="multipart/form-data" {...getFormProps(form)}>
          <Stack>
            <ErrorSummary form={form} />
            <TextField
              field={fields.centreName}
              label="单位名称"
              placeholder="例如：某某市困难职工帮扶中心"
            />
            <Fieldset legend="系统管理员" hint="开通和停用账号，看不到家庭资料。">
              <FormGrid columns={3}>
                <TextField
                  field={fields.adminUsername}
                  label="用户名"
                  autoComplete="off"
                  spellCheck={false}
                />
                <TextField field={fields.adminName} label="姓名" />
                <PasswordField field={fields.adminPassword} label="密码" autoComplete="new-password" />
              </FormGrid>
            </Fieldset>
            <Fieldset
              legend="中心主任"
              hint="编制年度目标，审批档案和救助，生成绩效报告。首次登录时须换成自己的密码。"
            >
              <FormGrid columns={3}>
                <TextField field={fields.headUsername} label="用户名" autoComplete="off" spellCheck={false} />
                <TextField field={fields.headName} label="姓名" />
                <PasswordField field={fields.headPassword} label="密码" autoComplete="new-password" />
              </FormGrid>
            </Fieldset>
            <p className="text-sm text-ink-600">
              密码至少 {PASSWORD_MIN} 位，包含大写字母、小写字母、数字、符号中的三类。
            </p>
            <FileField
              field={fields.file}
              label="绩效目标表（可以以后再上传）"
              hint="财政绩效目标表的文本或 xlsx 文件。年度、金额、指标从表中读取，主任登录后核对确认。"
              accept=".txt,.tsv,.xlsx"
            />
            <FormActions>
              <SubmitButton pendingText="正在初始化…">完成初始化</SubmitButton>
            </FormActions>
          </Stack>
        </Form>
        <Section
          title="先看看演示"
          description="载入一个虚构中心的 2019 年全年数据（约 1,100 户）,用于熟悉系统。演示数据不要与真实数据混用。"
        >
          <Form method="post" action={paths.setupDemo}>
            <Button>载入演示数据</Button>
          </Form>
        </Section>
      </Stack>
    </PlainFrame>
  );
}

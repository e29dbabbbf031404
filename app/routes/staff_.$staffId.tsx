import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { CloseStaffForm, EndSessionsForm, ResetFactorForm } from '../staff/AccountActs';
import { ROLES } from '../staff/role';
import { rolesText } from '../staff/RoleChangeFacts';
import { waitingRolesOf, waitsForHead } from '../staff/roleChanges.server';
import { openSessions } from '../staff/sessions.server';
import { SessionTable } from '../staff/SessionTable';
import { secondFactorOf } from '../staff/secondFactor.server';
import { StaffChangeForm } from '../staff/staff.form';
import { changeStaff, staffMember } from '../staff/staff.server';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Button,
  Disclosure,
  CheckboxGroupField,
  ErrorSummary,
  FormActions,
  LinkButton,
  Page,
  Section,
  Stack,
  SubmitButton,
  Tag,
  TextField,
} from '../ui';
import { ROLE_HINTS, ROLE_LABELS, ROLES_WAIT_HINTS } from '../zh/staff';

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: `${data?.person.name ?? '账号'} - 账号管理` },
];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'staff.manage');
  const person = await orExplained(store.read((read) => staffMember(read, params.staffId!)));
  const access = await store.read(async (read) => ({
    sessions: await openSessions(read, person.id),
    secondFactor: await secondFactorOf(read, { staffId: person.id, roles: person.roles }),
    waiting: await waitingRolesOf(read, person.id),
    isConfirmed: await waitsForHead(read, actor, person.id),
  }));
  return { person, ...access, isSelf: person.id === actor.staffId };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'staff.manage');
  return submit(request, StaffChangeForm, async (change) => {
    const { isWaiting, isChanged } = await changeStaff(desk, { id: params.staffId!, ...change });
    const saved = isWaiting ? 'staff.roles_waiting' : 'staff.changed';
    const notice = isChanged ? saved : 'record.unchanged';
    return redirectWithNotice(paths.staffMember(params.staffId!), notice);
  });
}

export default function StaffMemberPage() {
  const { person, sessions, secondFactor, waiting, isConfirmed, isSelf } = useLoaderData<typeof loader>();
  // What was saved is shown anew.
  const rolesKey = [person.name, ...person.roles, waiting?.proposedAt].join(' ');
  return (
    <Page
      title={person.name}
      subtitle={`用户名 ${person.username}`}
      crumbs={[{ to: paths.staff, label: '账号管理' }]}
      tag={person.active ? <Tag tone="success">启用</Tag> : <Tag>已停用</Tag>}
    >
      <Stack>
        <Section title="姓名和角色">
          <RolesForm key={rolesKey} />
        </Section>
        {isSelf ? (
          <Section title="密码" description="本人的密码在「我的账号」中修改，须填写当前密码。">
            <LinkButton to={paths.accountPassword} icon="key">
              修改密码
            </LinkButton>
          </Section>
        ) : (
          <Section
            title="密码"
            description={
              <>
                本人忘记密码或账号被锁定时，设置一个新密码并当面告知。 <RuleLink rule="lock" of="锁定" />
              </>
            }
          >
            <Stack>
              {person.hasGivenPassword ? <p>初始密码，本人还没有改过。</p> : null}
              <div>
                <LinkButton to={paths.staffPassword(person.id)} icon="key">
                  重置密码
                </LinkButton>
              </div>
            </Stack>
          </Section>
        )}
        <Section
          title="登录中的设备"
          description={
            <>
              发现异常或设备丢失时，结束全部登录。 <RuleLink rule="session" of="登录有效期" />
            </>
          }
          flush
        >
          <SessionTable
            sessions={sessions}
            actionOf={({ id }) => (
              <LinkButton to={paths.staffSessionEnd(person.id, id)} size="small">
                结束
              </LinkButton>
            )}
          />
          {sessions.length > 0 ? (
            <div className="p-3.5">
              <Disclosure summary="结束全部登录…">
                <EndSessionsForm person={person} />
              </Disclosure>
            </div>
          ) : null}
        </Section>
        <Section
          title="两步验证"
          description={secondFactor.isOn ? '已开启。手机和恢复码都丢失时可以重置。' : '没有开启。'}
        >
          {secondFactor.isOn && !isSelf ? (
            <Disclosure summary="手机和恢复码都丢失，重置…">
              <ResetFactorForm person={person} />
            </Disclosure>
          ) : (
            <p>{secondFactor.isRequired ? '他的角色须使用两步验证。' : '他的角色没有要求两步验证。'}</p>
          )}
        </Section>
        {isSelf ? null : (
          <Section
            title={person.active ? '停用账号' : '启用账号'}
            description={
              person.active
                ? '停用后立即不能登录；他办理过的业务记录保留。'
                : `启用后可以用原来的密码登录${isConfirmed ? '；角色须由中心主任重新确认后才生效' : ''}。`
            }
          >
            {person.active ? (
              <Disclosure summary={`停用 ${person.name} 的账号…`}>
                <CloseStaffForm person={person} />
              </Disclosure>
            ) : (
              <Form method="post" action={paths.staffReopen(person.id)}>
                <Button>启用账号</Button>
              </Form>
            )}
          </Section>
        )}
      </Stack>
    </Page>
  );
}

function RolesForm() {
  const { person, waiting, isConfirmed, isSelf } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(StaffChangeForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: StaffChangeForm }),
    defaultValue: {
      name: person.name,
      // What waits stays ticked, and says so: saving the name alone leaves it waiting.
      roles: waiting?.after ?? person.roles,
      reason: (waiting ?? person).rolesReason ?? '',
    },
  });
  const hint = isSelf ? ROLES_WAIT_HINTS.own : isConfirmed ? ROLES_WAIT_HINTS.others : null;
  return (
    <Form method="post" {...getFormProps(form)}>
      <Stack>
        <ErrorSummary form={form} />
        {waiting ? (
          <Alert tone="info" title="有角色等待中心主任确认">
            {waiting.proposedBy.name}于 {formatInstant(waiting.proposedAt)} 提出增加
            {rolesText(waiting.gained)}，确认之前不生效；现有角色：{rolesText(person.roles)}。
            改选角色再保存的，以新选的为准，这一项随即撤回并记入操作日志。
          </Alert>
        ) : null}
        <TextField field={fields.name} label="姓名" />
        <CheckboxGroupField
          field={fields.roles}
          label="角色"
          {...(hint ? { hint } : {})}
          options={ROLES.map((role) => ({
            value: role,
            label: `${ROLE_LABELS[role]}(${ROLE_HINTS[role]})${waiting?.gained.includes(role) ? ' 待确认' : ''}`,
          }))}
        />
        <TextField
          field={fields.reason}
          label="兼任理由"
          hint="所选角色本应由不同的人担任时填写，如：编制只有两人。"
        />
        <FormActions>
          <SubmitButton>保存</SubmitButton>
          <LinkButton to={paths.staff}>返回</LinkButton>
        </FormActions>
      </Stack>
    </Form>
  );
}

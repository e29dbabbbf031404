import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import {
  AccountChangeFacts,
  AccountChangeTable,
  AccountDoubts,
  AccountTwins,
  decisionObstacle,
} from '../families/AccountChangeViews';
import { accountHint } from '../families/BankFields';
import { LookAlikes } from '../families/LookAlikes';
import { accountBarrier } from '../families/accountChange';
import { AccountProposalForm } from '../families/accountChange.form';
import { familyAccountChanges } from '../families/accountChangeList.server';
import { proposeAccount } from '../families/accountChanges.server';
import { familyPage } from '../families/families.server';
import { papersOfFamily } from '../families/papers.server';
import { isAllowed } from '../families/workflow';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, orNotFound, submit } from '../http/submit.server';
import { bankLabels } from '../zh/identity';
import { paths } from '../paths';
import { may } from '../staff/permission';
import {
  ButtonRow,
  EmptyState,
  ErrorSummary,
  FormActions,
  FormGrid,
  LinkButton,
  Page,
  Section,
  SelectField,
  Stack,
  SubmitButton,
  TextField,
  TextLink,
} from '../ui';
import { ACCOUNT_CHANGE_LABELS as LABELS, accountText } from '../zh/accountChanges';
import { PAPER_LABELS } from '../zh/papers';

export const meta: MetaFunction = () => [{ title: '收款账户 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const familyId = params.familyId!;
  return store.read(async (read) => {
    const family = await orExplained(familyPage(read, familyId));
    const { id, fileNumber, status, members, bankName, accountHolder, accountLast4 } = family;
    const changes = await familyAccountChanges(read, familyId);
    const waiting = changes.find((change) => change.status === 'proposed') ?? null;
    const { present } = await papersOfFamily(read, familyId);
    return {
      family: { id, fileNumber, name: members[0]?.name ?? '', names: members.map(({ name }) => name) },
      account: { bankName, accountHolder, accountLast4 },
      waiting,
      past: changes.filter((change) => change !== waiting),
      papers: present.map(({ id: paper, kind, fileName }) => ({ id: paper, kind, fileName })),
      mayPropose: may(actor.roles, 'family.record') && accountBarrier(family) === null && !waiting,
      hasDied: family.exitReason === 'deceased',
      obstacle: waiting && decisionObstacle(waiting, actor.staffId),
      mayConfirm: may(actor.roles, 'account.confirm'),
      isDraft: isAllowed(status, 'change'),
    };
  });
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  const familyId = params.familyId!;
  return submit(request, AccountProposalForm, async (proposal) => {
    await orNotFound(proposeAccount(desk, { familyId, ...proposal }));
    return redirectWithNotice(paths.familyAccount(familyId), 'account.proposed');
  });
}

export default function FamilyAccount() {
  const { family, account, waiting, past, mayPropose, isDraft, hasDied } = useLoaderData<typeof loader>();
  return (
    <Page
      title="收款账户"
      subtitle="在册档案的账户由一人提出、另一人确认后才变更；确认之前仍付到现账户。"
      crumbs={[
        { to: paths.families(), label: '家庭档案' },
        { to: paths.family(family.id), label: `${family.name} ${family.fileNumber}` },
      ]}
    >
      <Stack>
        {waiting ? <Waiting /> : null}
        {waiting ? null : (
          <Section title="现账户">
            <p>{accountText(account)}</p>
            {isDraft ? <p className="mt-1 text-ink-500">档案还没有在册，账户直接在修改档案时填写。</p> : null}
            {hasDied ? (
              <p className="mt-1 text-ink-800">
                本人已经去世，账户不再变更，也不能由他人代领；未发的核定请在待发放里打开后撤销。
              </p>
            ) : null}
          </Section>
        )}
        {mayPropose ? <Propose /> : null}
        <Section title="变更经过" flush>
          {past.length > 0 ? (
            <AccountChangeTable changes={past} />
          ) : (
            <EmptyState title="没有变更过">账户变更后，谁提出、谁确认都记在这里。</EmptyState>
          )}
        </Section>
      </Stack>
    </Page>
  );
}

function Waiting() {
  const { waiting, obstacle, mayConfirm } = useLoaderData<typeof loader>();
  if (!waiting) return null;
  return (
    <Section title="等待另一人确认的变更">
      <Stack>
        <AccountChangeFacts change={waiting} />
        <AccountDoubts change={waiting}>
          提出人请现在对照银行卡或存折核对；填错了的，请确认人不同意这一项，再重新提出。
        </AccountDoubts>
        <AccountTwins twins={waiting.twins}>
          确认人须写明同一账户的原因。账号填错了的，请由确认人不同意这一项，再重新提出。
        </AccountTwins>
      </Stack>
      {obstacle ? <p className="mt-4 text-ink-800">{obstacle}</p> : null}
      {mayConfirm && !obstacle ? (
        <div className="mt-4">
          <ButtonRow>
            <LinkButton to={paths.familyAccountConfirm(waiting.familyId, waiting.id)} tone="primary">
              确认变更
            </LinkButton>
            <LinkButton to={paths.familyAccountReject(waiting.familyId, waiting.id)} tone="danger">
              不同意变更
            </LinkButton>
          </ButtonRow>
        </div>
      ) : null}
    </Section>
  );
}

function Propose() {
  const { family, account, papers } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(AccountProposalForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: AccountProposalForm }),
    shouldValidate: 'onBlur',
    shouldRevalidate: 'onInput',
    defaultValue: { bankName: account.bankName, accountHolder: account.accountHolder },
  });
  return (
    <Section
      title="变更收款账户"
      description="填写完整的新账户。只改户名或开户行的，账号也要照原样再填一次。"
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <FormGrid columns={3}>
          <TextField
            field={fields.bankName}
            label={LABELS.bankName}
            list={Object.values(bankLabels)}
            hint="写到支行"
          />
          <TextField
            field={fields.accountHolder}
            label={LABELS.accountHolder}
            list={family.names}
            hint="档案主或本户成员"
          />
          <TextField
            field={fields.account}
            label={LABELS.account}
            inputMode="numeric"
            hint={accountHint(fields.account.value, fields.bankName.value) ?? '12 至 21 位数字'}
          />
          <LookAlikes account={fields.account.value} except={family.id} />
          <TextField field={fields.reason} label={LABELS.reason} />
          <TextField
            field={fields.sharedReason}
            label={LABELS.sharedReason}
            hint="其他家庭也是这个账户时必填"
          />
          <SelectField
            field={fields.paperId}
            label={LABELS.paperId}
            placeholder="没有"
            hint={
              <>
                银行卡复印件等，先在<TextLink to={paths.familyPapers(family.id)}>档案的材料</TextLink>里上传
              </>
            }
            options={papers.map(({ id, kind, fileName }) => ({
              value: id,
              label: `${PAPER_LABELS[kind]}（${fileName}）`,
            }))}
          />
          <TextField
            field={fields.noPaperReason}
            label={LABELS.noPaperReason}
            hint="没有选依据材料时必填，确认人会看到"
          />
        </FormGrid>
        <FormActions>
          <SubmitButton>提出变更</SubmitButton>
          <LinkButton to={paths.family(family.id)}>返回档案</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}

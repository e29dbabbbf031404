import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { CONTRACT_MONTHS, CONTRACT_RULE_STATES } from '../families/contractRule';
import { ContractRuleForm } from '../families/contractRule.form';
import { listContractRules, recordContractRule, type ContractRule } from '../families/contractRules.server';
import { optionsOf } from '../families/options';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Card,
  DateField,
  EmptyState,
  ErrorSummary,
  FormActions,
  FormGrid,
  Page,
  RadioField,
  Section,
  SubmitButton,
  Table,
  TBody,
  Td,
  TextField,
  Th,
  THead,
  Tr,
} from '../ui';
import { CONTRACT_RULE_FIELD_LABELS as LABELS, CONTRACT_RULE_LABELS } from '../zh/contractRule';

const TITLE = '农民工劳动合同';

export const meta: MetaFunction = () => [{ title: `${TITLE} - 困难职工帮扶` }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  return { rules: await store.read(listContractRules), mayEdit: may(actor.roles, 'line.edit') };
}

export async function action({ request }: ActionFunctionArgs) {
  const desk = await guard(request, 'line.edit');
  return submit(request, ContractRuleForm, async (rule) => {
    await recordContractRule(desk, rule);
    return redirectWithNotice(paths.contractRule, 'contract_rule.recorded');
  });
}

export default function ContractRules() {
  const { rules, mayEdit } = useLoaderData<typeof loader>();
  return (
    <Page
      title={TITLE}
      crumbs={[{ to: paths.lines, label: '低保标准' }]}
      subtitle={
        <>
          要求时，档案主是农民工、劳动合同不满 {CONTRACT_MONTHS}{' '}
          个月的，系统不建议认定；按申请日期当时的规定。没有登记的，不要求。
          <RuleLink rule="contract" of="农民工" />
        </>
      }
    >
      <Card>
        {rules.length === 0 ? (
          <EmptyState title="还没有登记，现在不要求">
            {mayEdit
              ? `本地要求劳动合同满 ${CONTRACT_MONTHS} 个月的，请在下面登记。`
              : '需要时由中心主任登记。'}
          </EmptyState>
        ) : (
          <RuleTable rules={rules} />
        )}
      </Card>
      {mayEdit ? <NewRule /> : null}
    </Page>
  );
}

function RuleTable({ rules }: { rules: ContractRule[] }) {
  return (
    <Table label={TITLE} dense>
      <THead>
        <Tr>
          <Th>执行日期</Th>
          <Th>规定</Th>
          <Th>依据文件</Th>
          <Th>登记人</Th>
        </Tr>
      </THead>
      <TBody>
        {rules.map(({ id, effectiveOn, isRequired, document, recordedByName }) => (
          <Tr key={id}>
            <Td header nowrap className="tabular-nums">
              {effectiveOn}
            </Td>
            <Td nowrap>{CONTRACT_RULE_LABELS[isRequired ? 'required' : 'not_required']}</Td>
            <Td>{document}</Td>
            <Td nowrap>{recordedByName}</Td>
          </Tr>
        ))}
      </TBody>
    </Table>
  );
}

function NewRule() {
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ContractRuleForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ContractRuleForm }),
    shouldRevalidate: 'onInput',
  });
  return (
    <Section title="登记规定" description="从执行日期起申请的家庭适用；以前申请的，建议的类别不变。">
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <FormGrid>
          <RadioField
            field={fields.state}
            label={LABELS.state}
            options={optionsOf(CONTRACT_RULE_STATES, CONTRACT_RULE_LABELS)}
          />
          <DateField field={fields.effectiveOn} label={LABELS.effectiveOn} />
          <TextField field={fields.document} label={LABELS.document} hint="文件名称和文号" wide />
        </FormGrid>
        <FormActions>
          <SubmitButton>登记</SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}

import { getFormProps, useForm } from '@conform-to/react';
import type { SubmissionResult } from '@conform-to/react';
import { Form } from '@remix-run/react';
import {
  Alert,
  Button,
  ButtonRow,
  CheckboxField,
  CheckboxGroupField,
  DateField,
  EmptyState,
  ErrorSummary,
  Fieldset,
  FileField,
  FormActions,
  FormGrid,
  HiddenField,
  LinkButton,
  MoneyField,
  NumberField,
  PasswordField,
  RadioField,
  Section,
  SelectField,
  Stack,
  SubmitButton,
  Tag,
  TextAreaField,
  TextField,
  TextLink,
} from '..';
import { CATEGORIES } from './RecordSamples';

interface SampleForm extends Record<string, unknown> {
  id: string;
  name: string;
  phone: string;
  amount: string;
  members: string;
  bornOn: string;
  category: string;
  kinds: string[];
  way: string;
  isPublic: boolean;
  note: string;
  file: File;
  password: string;
}

const REFUSED: SubmissionResult<string[]> = {
  status: 'error',
  initialValue: {
    id: '0190',
    name: '钱伯言',
    phone: '1380013',
    amount: '1,2345',
    category: 'deep',
    kinds: ['living'],
    way: 'bank',
    isPublic: 'on',
  },
  error: {
    '': ['本年度可用预算不足，还差 3,412.50 元。请调减金额，或等下一笔资金到账后再提交。'],
    phone: ['手机号应为 11 位，请核对'],
    amount: ['金额写法不对，请写成 12345.00 或 12,345.00'],
    way: ['请选择发放方式'],
  },
};

const LABELS = { phone: '联系电话', amount: '申请金额', way: '发放方式' };

export function FormSample() {
  const [form, fields] = useForm<SampleForm>({
    id: 'sample',
    lastResult: REFUSED,
    constraint: {
      name: { required: true, maxLength: 20 },
      amount: { required: true },
      category: { required: true },
    },
  });
  return (
    <Section title="表单" id="form" description="带 * 的为必填项。">
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <HiddenField field={fields.id} />
        <Fieldset legend="基本情况">
          <FormGrid>
            <TextField field={fields.name} label="姓名" />
            <TextField
              field={fields.phone}
              label="联系电话"
              type="tel"
              inputMode="tel"
              hint="发放到账时按此号码通知。"
            />
            <MoneyField field={fields.amount} label="申请金额" />
            <NumberField field={fields.members} label="家庭人口" min={1} max={20} suffix="人" />
            <DateField field={fields.bornOn} label="出生日期" />
            <SelectField field={fields.category} label="困难类别" options={CATEGORIES} />
          </FormGrid>
        </Fieldset>
        <Fieldset legend="申请内容" hint="按实际情况选择，可以多选。">
          <FormGrid>
            <CheckboxGroupField
              field={fields.kinds}
              label="救助类型"
              wide
              options={[
                { value: 'living', label: '生活救助' },
                { value: 'medical', label: '医疗救助' },
                { value: 'schooling', label: '助学' },
              ]}
            />
            <RadioField
              field={fields.way}
              label="发放方式"
              wide
              inline={false}
              options={[
                { value: 'bank', label: '银行转账', hint: '一般三个工作日内到账。' },
                { value: 'visit', label: '上门慰问' },
              ]}
            />
            <TextAreaField field={fields.note} label="说明" wide hint="写明致困原因和已有的其他救助。" />
            <FileField
              field={fields.file}
              label="证明材料"
              accept=".pdf,.jpg,.png"
              hint="每个文件不超过 10 MB。"
            />
            <PasswordField field={fields.password} label="登录密码" autoComplete="current-password" />
            <CheckboxField field={fields.isPublic} label="同意公示姓名和救助金额" wide />
          </FormGrid>
        </Fieldset>
        <FormActions>
          <SubmitButton>提交审核</SubmitButton>
          <Button name="draft" value="1">
            存为草稿
          </Button>
          <LinkButton to="/styleguide" tone="quiet">
            取消
          </LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}

export function Buttons() {
  return (
    <Section title="按钮与标签">
      <Stack>
        <ButtonRow>
          <Button tone="primary" type="button" icon="check">
            批准
          </Button>
          <Button type="button">退回</Button>
          <Button tone="danger" type="button">
            注销档案
          </Button>
          <Button tone="quiet" type="button">
            取消
          </Button>
          <Button type="button" disabled>
            不可用
          </Button>
        </ButtonRow>
        <ButtonRow>
          <Button size="small" type="button">
            小按钮
          </Button>
          <LinkButton size="small" to="/styleguide" icon="upload">
            导入
          </LinkButton>
          <TextLink to="/styleguide">文字链接</TextLink>
        </ButtonRow>
        <div className="flex flex-wrap gap-2">
          <Tag>草稿</Tag>
          <Tag tone="info">审批中</Tag>
          <Tag tone="success">已发放</Tag>
          <Tag tone="warning">待补正</Tag>
          <Tag tone="danger">已退回</Tag>
        </div>
      </Stack>
    </Section>
  );
}

export function Messages() {
  return (
    <Section title="提示与空白">
      <Stack gap="small">
        <Alert tone="info">本年度目标表已确认，修改将记入操作记录。</Alert>
        <Alert tone="success">已保存。</Alert>
        <Alert tone="warning" title="有 3 户今年的收入还没有核对">
          请在 <TextLink to="/styleguide">待核对名单</TextLink> 中逐户核对。
        </Alert>
        <Alert tone="danger" title="银行回单里有 2 行对不上">
          请检查第 14、27 行的账号。
        </Alert>
        <EmptyState
          title="还没有救助申请"
          action={
            <LinkButton to="/styleguide" icon="plus">
              新建申请
            </LinkButton>
          }
        >
          先从在册家庭里选一位成员，再登记他的申请。
        </EmptyState>
      </Stack>
    </Section>
  );
}

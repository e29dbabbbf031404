import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { ProgrammeRows, programmeLabels } from '../fund/ProgrammeRows';
import { yearOfAddress } from '../fund/project';
import { ProgrammesForm } from '../fund/project.form';
import { changeProgrammes, projectPage } from '../fund/projects.server';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { fen } from '../money/fen';
import { plainYuan } from '../money/yuan';
import { paths } from '../paths';
import { FrozenTargets } from '../reports/FrozenYear';
import { isYearFrozen } from '../reports/freezes.server';
import { RuleLink } from '../rules/RuleLink';
import { USUAL_WORKING_DAYS } from '../relief/dueDate';
import { ErrorSummary, FormActions, HiddenField, LinkButton, Page, Section, SubmitButton } from '../ui';

export const meta: MetaFunction = () => [{ title: '修改发放计划 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'project.edit');
  const year = yearOfAddress(params.year);
  return orExplained(
    store.read(async (read) => ({
      project: await projectPage(read, year),
      isFrozen: await isYearFrozen(read, year),
    })),
  );
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'project.edit');
  const year = yearOfAddress(params.year);
  return submit(request, ProgrammesForm, async (change) => {
    const isChanged = await changeProgrammes(desk, { year, ...change });
    return redirectWithNotice(paths.project(year), isChanged ? 'project.changed' : 'record.unchanged');
  });
}

export default function EditProgrammes() {
  const { project, isFrozen } = useLoaderData<typeof loader>();
  const { draft, version, indicators } = project;
  const { year, startOn, endOn, programmes } = draft;
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(ProgrammesForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: ProgrammesForm }),
    shouldRevalidate: 'onInput',
    defaultValue: {
      version,
      programmes: programmes.map((one) => ({
        ...one,
        perHeadFen: one.perHeadFen === null ? '' : plainYuan(fen(one.perHeadFen)),
      })),
    },
  });
  return (
    <Page
      title="修改发放计划"
      crumbs={[
        { to: paths.projects, label: '年度目标' },
        { to: paths.project(year), label: `${year} 年度` },
      ]}
    >
      <FrozenTargets year={year} isFrozen={isFrozen} />
      <Section
        title="各类救助的发放时间和计划人数"
        description={
          <>
            发放时间应在项目时间 {startOn} 至 {endOn}{' '}
            之内。发放及时性和应补尽补率按这里的时间计算；指标按目标值考核，计划人数和人均金额只作对照；及时期限留空的，按批准后
            {USUAL_WORKING_DAYS} 个工作日计算。
            <RuleLink rule="due-date" of="应发日" /> <RuleLink rule="pay-window" of="发放期" />{' '}
            <RuleLink rule="coverage" of="应补尽补率" /> <RuleLink rule="timeliness" of="及时性" />
          </>
        }
      >
        <Form method="post" {...getFormProps(form)}>
          <ErrorSummary form={form} labels={programmeLabels(programmes)} />
          <HiddenField field={fields.version} />
          <ProgrammeRows field={fields.programmes} programmes={programmes} rows={indicators} />
          <FormActions>
            <SubmitButton>保存修改</SubmitButton>
            <LinkButton to={paths.project(year)}>取消</LinkButton>
          </FormActions>
        </Form>
      </Section>
    </Page>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData } from '@remix-run/react';
import { guardStaff } from '../http/guard.server';
import { parkedForm } from '../http/parkedForms.server';
import { paths } from '../paths';
import { RuleLink } from '../rules/RuleLink';
import { EmptyState, FormActions, LinkButton, Page, Section, SubmitButton } from '../ui';

export const meta: MetaFunction = () => [{ title: '继续提交 - 困难职工帮扶' }];

/** After a login that had ended: what was sent meanwhile, to be sent again. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  const { actor } = await guardStaff(request);
  return { parked: await parkedForm(params.token!, actor.staffId) };
}

export default function Resume() {
  const { parked } = useLoaderData<typeof loader>();
  return <Page title="继续提交">{parked ? <Parked {...parked} /> : <Gone />}</Page>;
}

function Parked({ path, fields }: { path: string; fields: [string, string][] }) {
  return (
    <Section
      title="您提交时登录已失效，填写的内容已保留"
      description="点击「继续提交」，按原来填写的内容提交；有问题时会回到原来的表单，内容仍在。"
    >
      <Form method="post" action={path}>
        {fields.map(([name, value], index) => (
          <input key={index} type="hidden" name={name} value={value} />
        ))}
        <FormActions>
          <SubmitButton>继续提交</SubmitButton>
          <LinkButton to={paths.home}>放弃</LinkButton>
        </FormActions>
      </Form>
    </Section>
  );
}

function Gone() {
  return (
    <EmptyState title="没有保留的内容" action={<LinkButton to={paths.home}>回到首页</LinkButton>}>
      登录失效后提交的内容保留两小时，只有本人能继续提交。请打开原来的页面重新填写；家庭档案表可从草稿恢复。
      <RuleLink rule="kept" of="保留时间" />
    </EmptyState>
  );
}

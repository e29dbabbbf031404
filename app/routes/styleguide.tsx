import { getFormProps, useForm } from '@conform-to/react';
import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useLoaderData, useRouteLoaderData } from '@remix-run/react';
import { styleguideOnly } from '../http/development.server';
import {
  Columns,
  ErrorPage,
  FormActions,
  Icon,
  ICON_NAMES,
  LinkButton,
  Page,
  Paper,
  PasswordField,
  PlainFrame,
  PrintButton,
  Section,
  Shell,
  Split,
  Stack,
  SubmitButton,
  Table,
  Tabs,
  Tag,
  TBody,
  Td,
  TextField,
  TFoot,
  Th,
  THead,
  Tr,
} from '../ui';
import type { NavGroup } from '../ui';
import { Buttons, FormSample, Messages } from '../ui/samples/FormSamples';
import { Aside, Figures, ListSample, RecordSample, WideTable } from '../ui/samples/RecordSamples';

type View = 'all' | 'plain' | 'error' | 'paper';

const VIEWS: Record<View, string> = { all: '组件', plain: '登录框', error: '错误页', paper: '报表' };

/** Which of the views is asked for; refuses outside development. */
export function loader({ request }: LoaderFunctionArgs) {
  styleguideOnly();
  const asked = new URL(request.url).searchParams.get('view') ?? 'all';
  return { view: asked in VIEWS ? (asked as View) : 'all' };
}

export const meta: MetaFunction = () => [{ title: '组件样例' }];

export default function Styleguide() {
  const { view } = useLoaderData<typeof loader>();
  const root = useRouteLoaderData<{ frame: unknown }>('root');
  if (root?.frame) return <FramedView view={view} />;
  if (view === 'plain') return <PlainView />;
  if (view === 'error') return <ErrorView bare />;
  return (
    <Shell
      centreName="示例市职工帮扶中心"
      staffName="赵晓岚"
      roleText="帮扶专员"
      nav={NAV}
      logoutPath="/styleguide"
      flash={view === 'all' ? { tone: 'success', text: '已登记 12 笔发放，合计 36,000.00 元。' } : null}
    >
      {view === 'paper' ? <PaperView /> : <AllView />}
    </Shell>
  );
}

/** For somebody who is logged in the root has drawn the frame already. */
function FramedView({ view }: { view: View }) {
  if (view === 'error') return <ErrorView />;
  if (view === 'paper') return <PaperView />;
  return <AllView />;
}

const NAV: NavGroup[] = [
  { heading: '工作台', items: [{ to: '/styleguide', label: '组件样例', icon: 'home' }] },
  {
    heading: '帮扶',
    items: [
      { to: '/styleguide/1', label: '困难家庭', icon: 'people' },
      { to: '/styleguide/2', label: '救助申请', icon: 'hand', badge: 7 },
      { to: '/styleguide/3', label: '资金发放', icon: 'money', badge: 128 },
    ],
  },
  {
    heading: '资金与绩效',
    items: [
      { to: '/styleguide/4', label: '专项资金', icon: 'wallet' },
      { to: '/styleguide/5', label: '绩效指标', icon: 'target' },
      { to: '/styleguide/6', label: '年度报告', icon: 'document' },
    ],
  },
  {
    heading: '管理',
    items: [
      { to: '/styleguide/7', label: '工作人员', icon: 'person' },
      { to: '/styleguide/8', label: '操作记录', icon: 'history' },
    ],
  },
];

function AllView() {
  return (
    <Page
      title="组件样例"
      crumbs={[{ to: '/styleguide', label: '首页' }]}
      subtitle="本页列出全部界面组件，仅开发时可见。"
      tag={<Tag tone="info">开发专用</Tag>}
      actions={
        <>
          <PrintButton />
          <LinkButton to="/styleguide?view=paper" icon="download">
            导出名单
          </LinkButton>
          <LinkButton to="/styleguide#form" tone="primary" icon="plus">
            新建档案
          </LinkButton>
        </>
      }
    >
      <Tabs
        label="样例视图"
        items={(Object.keys(VIEWS) as View[]).map((view) => ({
          to: `/styleguide?view=${view}`,
          label: VIEWS[view],
          current: view === 'all',
        }))}
      />
      <Figures />
      <ListSample />
      <Split aside={<Aside />}>
        <RecordSample />
        <FormSample />
      </Split>
      <WideTable />
      <Columns>
        <Buttons />
        <Messages />
      </Columns>
      <Section title="图标">
        <ul className="grid grid-cols-2 gap-2 text-sm sm:grid-cols-4 lg:grid-cols-8">
          {ICON_NAMES.map((name) => (
            <li key={name} className="flex items-center gap-2">
              <Icon name={name} />
              {name}
            </li>
          ))}
        </ul>
      </Section>
    </Page>
  );
}

function PlainView() {
  const [form, fields] = useForm<{ name: string; password: string }>({ id: 'login' });
  return (
    <PlainFrame title="登录" centreName="示例市职工帮扶中心" subtitle="请使用本人账号。">
      <Form method="post" {...getFormProps(form)}>
        <Stack>
          <TextField field={fields.name} label="账号" autoComplete="username" required />
          <PasswordField field={fields.password} label="密码" autoComplete="current-password" required />
        </Stack>
        <FormActions>
          <SubmitButton>登录</SubmitButton>
        </FormActions>
      </Form>
    </PlainFrame>
  );
}

function ErrorView({ bare }: { bare?: boolean }) {
  return (
    <ErrorPage
      bare={bare}
      status={403}
      title="您没有查看这一页的权限"
      text="这一页只对中心主任和审计开放。需要查看时，请联系系统管理员调整权限。"
      action={{ to: '/styleguide', label: '回到首页' }}
    />
  );
}

const SCORES = [
  { level1: '产出指标', level2: '数量指标', rows: ['生活救助人数', '助学人数', '走访慰问人次'] },
  { level1: '产出指标', level2: '时效指标', rows: ['资金发放及时率'] },
  { level1: '满意度指标', level2: '服务对象满意度指标', rows: ['困难职工满意度'] },
];

function PaperView() {
  return (
    <Page
      title="年度报告"
      crumbs={[{ to: '/styleguide', label: '组件样例' }]}
      actions={<PrintButton />}
      screenHeader
    >
      <Paper title="专项资金绩效自评表" subtitle="（2019 年度）　填报单位：示例市职工帮扶中心">
        <Table label="绩效指标得分" bordered dense>
          <THead>
            <Tr>
              <Th>一级指标</Th>
              <Th>二级指标</Th>
              <Th>三级指标</Th>
              <Th numeric>年度指标值</Th>
              <Th numeric>实际完成值</Th>
              <Th numeric>分值</Th>
              <Th numeric>得分</Th>
            </Tr>
          </THead>
          <TBody>
            {Array.from({ length: 8 }, () => SCORES)
              .flat()
              .flatMap((group, section) =>
                group.rows.map((name, index) => (
                  <Tr key={`${section} ${name}`}>
                    {index === 0 ? (
                      <>
                        <Td rowSpan={group.rows.length}>{group.level1}</Td>
                        <Td rowSpan={group.rows.length}>{group.level2}</Td>
                      </>
                    ) : null}
                    <Td header>{name}</Td>
                    <Td numeric>≥ 90%</Td>
                    <Td numeric>93.21%</Td>
                    <Td numeric>10</Td>
                    <Td numeric>10.00</Td>
                  </Tr>
                )),
              )}
          </TBody>
          <TFoot>
            <Tr>
              <Td header colSpan={5}>
                总分
              </Td>
              <Td numeric>100</Td>
              <Td numeric>98.65</Td>
            </Tr>
          </TFoot>
        </Table>
      </Paper>
    </Page>
  );
}

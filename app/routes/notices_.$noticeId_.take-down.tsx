import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { TakeDownForm } from '../families/notice.form';
import { noticePage } from '../families/noticeQueries.server';
import { takeDownNotice } from '../families/notices.server';
import { NoticeStateTag } from '../families/NoticeTags';
import { TakeDownFields } from '../families/TakeDownFields';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { LinkButton, Page, Section } from '../ui';

export const meta: MetaFunction = () => [{ title: '撤下公示 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'family.record');
  const notice = await orExplained(store.read((read) => noticePage(read, params.noticeId!)));
  return { notice, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'family.record');
  return submit(request, TakeDownForm, async ({ on }) => {
    await takeDownNotice(desk, { id: params.noticeId!, on });
    return redirectWithNotice(paths.notice(params.noticeId!), 'notice.taken_down');
  });
}

export default function TakeDown() {
  const { notice, today } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  return (
    <Page
      title="撤下公示"
      crumbs={[
        { to: paths.notices(), label: '认定公示' },
        { to: paths.notice(notice.id), label: `公示 ${notice.number}` },
      ]}
      tag={<NoticeStateTag state={notice.state} />}
    >
      <Section
        title="撤下公示"
        description={`公示从 ${notice.publishedOn} 开始，最早 ${notice.endsOn} 可以撤下。登记实际撤下的日期；撤下后公示的家庭仍可审批。`}
      >
        <TakeDownFields lastResult={lastResult} min={notice.publishedOn} today={today}>
          <LinkButton to={paths.notice(notice.id)}>返回公示</LinkButton>
        </TakeDownFields>
      </Section>
    </Page>
  );
}

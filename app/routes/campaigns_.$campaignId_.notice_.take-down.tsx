import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useActionData, useLoaderData } from '@remix-run/react';
import { todayInChina } from '../calendar/date';
import { TakeDownForm } from '../families/notice.form';
import { TakeDownFields } from '../families/TakeDownFields';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { paths } from '../paths';
import { campaignPage } from '../relief/campaigns.server';
import { takeDownRecipients } from '../relief/recipients.server';
import { EmptyState, LinkButton, Page, Section } from '../ui';

export const meta: MetaFunction = () => [{ title: '撤下受助名单 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store } = await guard(request, 'relief.apply');
  const { campaign } = await orExplained(store.read((read) => campaignPage(read, params.campaignId!)));
  return { campaign, today: todayInChina(new Date()) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.apply');
  return submit(request, TakeDownForm, async ({ on }) => {
    const { name } = await takeDownRecipients(desk, { campaignId: params.campaignId!, on });
    return redirectWithNotice(paths.recipientNotices(), 'campaign.notice_taken_down', { name });
  });
}

export default function TakeDownRecipients() {
  const { campaign, today } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const { id, name, noticedOn, noticeEndsOn, noticeTakenDownOn } = campaign;
  const notice = paths.campaignNotice(id);
  return (
    <Page
      title={`撤下受助名单：${name}`}
      crumbs={[
        { to: paths.campaign(id), label: name },
        { to: notice, label: '公示受助名单' },
      ]}
    >
      {noticedOn && noticeEndsOn && !noticeTakenDownOn ? (
        <Section
          title="撤下公示"
          description={`公示从 ${noticedOn} 开始，最早 ${noticeEndsOn} 可以撤下。登记实际撤下的日期。`}
        >
          <TakeDownFields lastResult={lastResult} min={noticeEndsOn} today={today}>
            <LinkButton to={notice}>返回公示</LinkButton>
          </TakeDownFields>
        </Section>
      ) : (
        <Section title="撤下公示">
          <EmptyState
            title={noticeTakenDownOn ? `名单已于 ${noticeTakenDownOn} 撤下` : '受助名单还没有登记公示'}
            action={<LinkButton to={notice}>返回公示</LinkButton>}
          >
            现在没有要撤下的名单。
          </EmptyState>
        </Section>
      )}
    </Page>
  );
}

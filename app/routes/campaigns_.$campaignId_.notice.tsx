import { getFormProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { businessDate, formatDate, todayInChina } from '../calendar/date';
import { cursorOf } from '../cursor';
import { noticeState } from '../families/notice';
import { NoticeStateTag } from '../families/NoticeTags';
import { guard } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { orExplained, submit } from '../http/submit.server';
import { PUBLIC_NOTICE_WORKING_DAYS } from '../families/workflow';
import { paths } from '../paths';
import { RecipientsNoticeForm } from '../relief/campaign.form';
import { publishRecipients, recipientsPage } from '../relief/recipients.server';
import { RecipientTable } from '../relief/RecipientTable';
import { may } from '../staff/permission';
import { RuleLink } from '../rules/RuleLink';
import {
  Alert,
  Card,
  DateField,
  EmptyState,
  ErrorSummary,
  FormActions,
  FormGrid,
  KeyPager,
  LinkButton,
  MoneyText,
  Page,
  Section,
  Stack,
  SubmitButton,
  TextField,
} from '../ui';
import { RECIPIENTS_NOTICE_LABELS as LABELS } from '../zh/campaigns';

export const meta: MetaFunction = () => [{ title: '公示受助名单 - 困难职工帮扶' }];

export async function loader({ request, params }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'relief.read');
  const today = todayInChina(new Date());
  const question = { campaignId: params.campaignId!, ...cursorOf(new URL(request.url).searchParams) };
  const found = await orExplained(store.read((read) => recipientsPage(read, question)));
  const { noticedOn, noticeEndsOn, noticeTakenDownOn } = found.campaign;
  return {
    found,
    today,
    state:
      noticedOn && noticeEndsOn
        ? noticeState({ endsOn: noticeEndsOn, takenDownOn: noticeTakenDownOn }, today)
        : null,
    mayTakeDown: may(actor.roles, 'relief.apply'),
    mayPublish: may(actor.roles, 'relief.apply') && noticedOn === null,
    proposedOn: found.earliestOn ?? today,
  };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guard(request, 'relief.apply');
  const campaignId = params.campaignId!;
  return submit(request, RecipientsNoticeForm, async (notice) => {
    const { endsOn } = await publishRecipients(desk, { campaignId, ...notice });
    return redirectWithNotice(paths.campaignNotice(campaignId), 'campaign.noticed', { endsOn });
  });
}

export default function CampaignNotice() {
  const { found, state, mayPublish } = useLoaderData<typeof loader>();
  const { campaign, year, count, amountFen, fileCount } = found;
  return (
    <Page
      title={`公示受助名单：${campaign.name}`}
      tag={state ? <NoticeStateTag state={state} /> : null}
      subtitle={
        <>
          已批准 {count.toLocaleString('zh-CN')} 人，合计 <MoneyText fen={amountFen} />
        </>
      }
      crumbs={[
        { to: paths.campaignsOf(year), label: '专项救助活动' },
        { to: paths.campaign(campaign.id), label: campaign.name },
      ]}
      actions={
        count > 0 ? (
          <>
            <LinkButton to={paths.campaignNoticePrint(campaign.id)}>打印</LinkButton>
            {Array.from({ length: fileCount }, (_, index) => (
              <LinkButton
                key={index}
                to={paths.campaignNoticeDocx(campaign.id, fileCount > 1 ? index + 1 : undefined)}
                reloadDocument
                icon="download"
              >
                导出 Word{fileCount > 1 ? `（${index + 1} / ${fileCount}）` : ''}
              </LinkButton>
            ))}
          </>
        ) : null
      }
    >
      {count === 0 ? (
        <Card>
          <EmptyState
            title="还没有批准的救助"
            action={<LinkButton to={paths.campaign(campaign.id)}>返回活动</LinkButton>}
          >
            审批以后，这里列出可以公示的受助人。
          </EmptyState>
        </Card>
      ) : (
        <Stack>
          <Published />
          {mayPublish ? <PublishForm /> : null}
          <Lines />
        </Stack>
      )}
    </Page>
  );
}

function Published() {
  const { found, state, mayTakeDown } = useLoaderData<typeof loader>();
  const { noticedOn, noticeEndsOn, noticePlace, noticeTakenDownOn } = found.campaign;
  if (!noticedOn || !noticeEndsOn) return null;
  const place = noticePlace ? `，地点：${noticePlace}` : '';
  const since = `${formatDate(businessDate(noticedOn))}开始公示`;
  if (noticeTakenDownOn) {
    return (
      <Alert tone="info" title="公示已经撤下">
        {since}，{formatDate(businessDate(noticeTakenDownOn))}撤下
        {found.takenDownByName ? `，由${found.takenDownByName}登记` : ''}
        {place}。
      </Alert>
    );
  }
  const until = `${formatDate(businessDate(noticeEndsOn))}起可以撤下`;
  if (state === 'running') {
    return (
      <Alert tone="info" title="正在公示">
        {since}，{until}
        {place}。
      </Alert>
    );
  }
  return (
    <Alert tone="warning" title="公示期已满，请把名单撤下">
      <p>
        {since}，{until}
        {place}。公示期满后名单不再对外张贴，网上的也要撤下。
      </p>
      {mayTakeDown ? (
        <p className="mt-2">
          <LinkButton to={paths.campaignNoticeTakeDown(found.campaign.id)}>登记撤下</LinkButton>
        </p>
      ) : null}
    </Alert>
  );
}

function PublishForm() {
  const { today, proposedOn, found } = useLoaderData<typeof loader>();
  const [form, fields] = useForm({
    lastResult: useActionData<typeof action>()?.lastResult,
    constraint: getZodConstraint(RecipientsNoticeForm),
    onValidate: ({ formData }) => parseWithZod(formData, { schema: RecipientsNoticeForm }),
    shouldRevalidate: 'onInput',
    defaultValue: { on: proposedOn },
  });
  return (
    <Section
      title="登记公示"
      description={
        <>
          打印张贴后登记日期，公示期按 {PUBLIC_NOTICE_WORKING_DAYS}{' '}
          个工作日计算。名单只写姓氏（其余用＊代替）、单位、类别、类型和金额。{' '}
          <RuleLink rule="notice" of="公示期" />
        </>
      }
    >
      <Form method="post" {...getFormProps(form)}>
        <ErrorSummary form={form} labels={LABELS} />
        <FormGrid>
          <DateField field={fields.on} label={LABELS.on} min={found.earliestOn ?? undefined} max={today} />
          <TextField field={fields.place} label={LABELS.place} />
        </FormGrid>
        <FormActions>
          <SubmitButton>登记公示</SubmitButton>
        </FormActions>
      </Form>
    </Section>
  );
}

function Lines() {
  const { found } = useLoaderData<typeof loader>();
  const { campaign, lines, count } = found;
  return (
    <Section title="公示内容" flush>
      <RecipientTable type={campaign.type} lines={lines.rows} />
      <KeyPager
        total={count}
        unit="人"
        first={lines.previous && paths.campaignNotice(campaign.id)}
        previous={lines.previous && paths.campaignNotice(campaign.id, { before: lines.previous })}
        next={lines.next && paths.campaignNotice(campaign.id, { after: lines.next })}
      />
    </Section>
  );
}

import type { LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { useLoaderData } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { cursorOf } from '../cursor';
import { AccountChangeTags } from '../families/AccountChangeViews';
import {
  waitingAccountChanges,
  waitingAccountCount,
  type ShownChange,
} from '../families/accountChangeList.server';
import { guard } from '../http/guard.server';
import { ExportLink } from '../lists/ExportLink';
import { paths } from '../paths';
import { may } from '../staff/permission';
import { Card, EmptyState, KeyPager, Page, Table, TBody, Td, TextLink, Th, THead, Tr } from '../ui';
import { accountText } from '../zh/accountChanges';

export const meta: MetaFunction = () => [{ title: '待确认的账户变更 - 困难职工帮扶' }];

export async function loader({ request }: LoaderFunctionArgs) {
  const { store, actor } = await guard(request, 'family.read');
  const cursor = cursorOf(new URL(request.url).searchParams);
  return store.read(async (read) => ({
    ...(await waitingAccountChanges(read, cursor)),
    total: await waitingAccountCount(read),
    staffId: actor.staffId,
    mayConfirm: may(actor.roles, 'account.confirm'),
    mayExport: may(actor.roles, 'list.export'),
  }));
}

export default function AccountChanges() {
  const { rows, total, previous, next, mayExport } = useLoaderData<typeof loader>();
  return (
    <Page
      title="待确认的账户变更"
      subtitle="由提出人以外的人对照材料确认；确认之前仍付到原账户。"
      actions={mayExport && rows.length > 0 ? <ExportLink list="account-changes" /> : null}
    >
      <Card>
        {rows.length === 0 ? (
          <EmptyState title="没有等待确认的账户变更">在册家庭更换收款账户时，提出的变更列在这里。</EmptyState>
        ) : (
          <>
            <Table label="待确认的账户变更" sticky>
              <THead>
                <Tr>
                  <Th>档案</Th>
                  <Th>现账户</Th>
                  <Th>新账户</Th>
                  <Th>变更原因</Th>
                  <Th>提出</Th>
                  <Th actions>办理</Th>
                </Tr>
              </THead>
              <TBody>
                {rows.map((change) => (
                  <Tr key={change.id}>
                    <Td header nowrap>
                      <TextLink to={paths.family(change.familyId)}>{change.name}</TextLink>
                      <span className="block text-sm font-normal text-ink-500">{change.fileNumber}</span>
                    </Td>
                    <Td>{accountText(change.before)}</Td>
                    <Td>
                      {accountText(change.after)} <AccountChangeTags change={change} />
                    </Td>
                    <Td>{change.reason}</Td>
                    <Td nowrap>
                      {change.proposedBy.name}
                      <span className="block text-sm tabular-nums text-ink-500">
                        {formatInstant(change.proposedAt)}
                      </span>
                    </Td>
                    <Td actions>
                      <ChangeLink change={change} />
                    </Td>
                  </Tr>
                ))}
              </TBody>
            </Table>
            <KeyPager
              total={total}
              first={previous && paths.accountChanges()}
              previous={previous && paths.accountChanges({ before: previous })}
              next={next && paths.accountChanges({ after: next })}
            />
          </>
        )}
      </Card>
    </Page>
  );
}

/** To the page of the account, where who may confirm the change finds the step; nobody confirms what they proposed. */
function ChangeLink({ change: { familyId, name, proposedBy } }: { change: ShownChange }) {
  const { staffId, mayConfirm } = useLoaderData<typeof loader>();
  const isOwn = proposedBy.id === staffId;
  const step = mayConfirm && !isOwn ? '核对' : '查看';
  return (
    <>
      {isOwn ? <span className="mr-2 text-ink-500">由他人核对</span> : null}
      <TextLink to={paths.familyAccount(familyId)} aria-label={`${step}${name}的账户变更`}>
        {step}
      </TextLink>
    </>
  );
}

import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from '@remix-run/node';
import { Form, useActionData, useLoaderData } from '@remix-run/react';
import { keptListOf } from '../exchange/keptLists';
import { guardStaff } from '../http/guard.server';
import { redirectWithNotice } from '../http/notice.server';
import { submit } from '../http/submit.server';
import { keptAddress } from '../staff/listView';
import { SavedFilterForm } from '../staff/savedFilter.form';
import { saveFilter } from '../staff/savedFilters.server';
import { SaveFilter } from '../staff/SaveFilter';
import { Card, EmptyState, LinkButton, Page } from '../ui';

export const meta: MetaFunction = () => [{ title: '保存常用筛选 - 困难职工帮扶' }];

/** Where the form of a list arrives without JavaScript, to be corrected here when it is refused. */
export async function loader({ request, params }: LoaderFunctionArgs) {
  await guardStaff(request);
  const { list, address } = keptListOrNotFound(params.list);
  return { list, address, along: alongOf(request) };
}

export async function action({ request, params }: ActionFunctionArgs) {
  const desk = await guardStaff(request);
  const { list, address, kept } = keptListOrNotFound(params.list);
  const along = alongOf(request);
  return submit(request, SavedFilterForm, async ({ name, query: given = '' }) => {
    const query = kept(new URLSearchParams(given));
    await saveFilter(desk, { list, name, query });
    return redirectWithNotice(keptAddress(address, { along, query }), 'filter.saved', { name });
  });
}

function keptListOrNotFound(name: string | undefined) {
  const found = keptListOf(name);
  if (!found) throw new Response(null, { status: 404, statusText: 'Not Found' });
  return found;
}

function alongOf(request: Request) {
  return { year: new URL(request.url).searchParams.get('year') };
}

export default function KeepFilter() {
  const { list, address, along } = useLoaderData<typeof loader>();
  const lastResult = useActionData<typeof action>()?.lastResult;
  const given = lastResult?.initialValue?.query;
  const query = typeof given === 'string' ? given : '';
  const back = <LinkButton to={keptAddress(address, { along, query })}>返回列表</LinkButton>;
  return (
    <Page title="保存常用筛选" actions={lastResult ? back : null}>
      {lastResult ? (
        <Card padded>
          <div className="max-w-prose">
            <SaveFilter {...{ list, query, along, lastResult, Form }} />
          </div>
        </Card>
      ) : (
        <EmptyState title="请在列表里保存" action={back}>
          先在列表里选好筛选条件和列，再在「显示的列、常用筛选」里起名保存。
        </EmptyState>
      )}
    </Page>
  );
}

import { data, type LinksFunction, type LoaderFunctionArgs, type MetaFunction } from '@remix-run/node';
import {
  isRouteErrorResponse,
  Links,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useLoaderData,
  useLocation,
  useRouteError,
  useRouteLoaderData,
} from '@remix-run/react';
import type { ReactNode } from 'react';
import { Finder } from './families/Finder';
import { keptPlaces } from './families/keptPlaces';
import { HelpLink } from './help/HelpLink';
import { EarlyKeys, useEarlyKeys } from './http/EarlyKeys';
import { currentDesk } from './http/guard.server';
import { useIncidentNumber, useRequestIdMeta } from './http/incident';
import { useNonce } from './http/nonce';
import { takeNotice } from './http/notice.server';
import { NotReached } from './http/NotReached';
import { TooLargeFiles } from './http/TooLargeFiles';
import { isUnreached } from './http/unreached';
import { navigationFor } from './navigation';
import { paths } from './paths';
import { may } from './staff/permission';
import { centreName } from './staff/staff.server';
import styles from './styles.css?url';
import { ErrorPage, Shell } from './ui';
import { NO_FORM } from './zh/http';
import { ROLE_LABELS } from './zh/staff';

export const links: LinksFunction = () => [
  { rel: 'stylesheet', href: styles },
  { rel: 'icon', href: '/favicon.svg', type: 'image/svg+xml' },
];

/** Of a page that names itself no title; of one that could not be shown, why. */
export const meta: MetaFunction = ({ error }) => [
  { title: error ? `${explanationOf(error).title} - 困难职工帮扶` : '困难职工帮扶' },
];

export async function loader({ request }: LoaderFunctionArgs) {
  const desk = await currentDesk(request);
  // A step of the login has no place for it: the page after the step tells it.
  const notice = desk && (await takeNotice(request));
  const frame = desk && {
    centreName: await desk.store.read(centreName),
    ...{ staffId: desk.actor.staffId, staffName: desk.actor.name },
    roleText: desk.actor.roles.map((role) => ROLE_LABELS[role]).join('、'),
    nav: navigationFor(desk.actor.roles),
    mayFindFamilies: may(desk.actor.roles, 'family.read'),
  };
  const flash = notice && { tone: notice.tone, text: notice.text };
  return data({ frame, flash }, notice ? { headers: { 'Set-Cookie': notice.clear } } : undefined);
}

export function Layout({ children }: { children: ReactNode }) {
  const nonce = useNonce();
  const requestId = useRequestIdMeta();
  useEarlyKeys();
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {/* Only the server knows it; the browser leaves what it finds. */}
        <meta {...requestId} suppressHydrationWarning />
        <Meta />
        <Links />
        <EarlyKeys />
      </head>
      <body>
        {children}
        <ScrollRestoration nonce={nonce} />
        <Scripts nonce={nonce} />
      </body>
    </html>
  );
}

export default function App() {
  const { frame, flash } = useLoaderData<typeof loader>();
  const { pathname } = useLocation();
  return (
    <Frame frame={frame} flash={flash}>
      <NotReached />
      {/* Each address has a page of its own: nothing that was typed for one record goes on to the next. */}
      <Outlet key={pathname} />
      <TooLargeFiles />
    </Frame>
  );
}

type RootData = Awaited<ReturnType<typeof loader>>['data'];

function Frame({ frame, flash, children }: RootData & { children: ReactNode }) {
  const nonce = useNonce();
  if (!frame) return children;
  const { mayFindFamilies, staffId, ...shell } = frame;
  return (
    <Shell
      {...shell}
      flash={flash}
      nonce={nonce}
      logoutPath={paths.logout}
      kept={keptPlaces(staffId)}
      accountPath={paths.account}
      finder={<Finder mayFindFamilies={mayFindFamilies} />}
      help={<HelpLink />}
    >
      {children}
    </Shell>
  );
}

const EXPLANATIONS: Record<number, { title: string; text: string }> = {
  400: {
    title: '没有办理',
    text: NO_FORM,
  },
  403: {
    title: '没有权限',
    text: '您的角色不能打开这个页面或办理这项业务。如果工作需要，请联系系统管理员调整角色。',
  },
  404: { title: '没有找到', text: '这个页面或记录不存在，可能是网址不完整，或记录不在您要找的年度。' },
  405: { title: '不能这样打开', text: '这个网址只用于提交表单。请返回上一页，用页面上的按钮办理。' },
  500: {
    title: '系统出错了',
    text: '这次操作没有完成，已填写的内容可能需要重新提交。请稍后再试。',
  },
};

const UNREACHED = {
  status: undefined,
  title: '现在连不上中心',
  text: '网络断开了，或服务器没有应答，不知道这一步是否已经完成。有信号后请返回上一页核对，没有办成的再办一次。',
};

function explanationOf(error: unknown) {
  if (isUnreached(error)) return UNREACHED;
  if (isRouteErrorResponse(error) && error.status === 409 && typeof error.data === 'string')
    return { status: 409, title: '现在不能办理', text: error.data };
  const status = isRouteErrorResponse(error) ? error.status : 500;
  return { status, ...(EXPLANATIONS[status] ?? EXPLANATIONS[500]!) };
}

export function ErrorBoundary() {
  const error = useRouteError();
  const root = useRouteLoaderData<typeof loader>('root');
  const { status, title, text } = explanationOf(error);
  const page = {
    ...{ status, title, text, action: { to: paths.home, label: '返回首页' } },
    children: status !== undefined && status >= 500 ? <IncidentNumber /> : undefined,
  };
  if (!root?.frame) return <ErrorPage {...page} bare />;
  return (
    <Frame frame={root.frame} flash={null}>
      <ErrorPage {...page} />
    </Frame>
  );
}

function IncidentNumber() {
  const incident = useIncidentNumber();
  if (!incident) return <p className="text-center">仍然出错时，请告诉系统管理员出错的时间和当时在办什么。</p>;
  return (
    <p className="text-center">
      仍然出错时，请把事件编号 <code className="select-all font-semibold">{incident}</code>{' '}
      告诉系统管理员，他可以据此在日志中查到原因。
    </p>
  );
}

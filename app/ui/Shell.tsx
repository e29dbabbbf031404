import { Link, useLocation, useNavigation } from '@remix-run/react';
import clsx from 'clsx';
import { useCallback, useEffect, useRef, useState, type ReactNode } from 'react';
import { Alert } from './Alert';
import { Icon } from './Icon';
import type { KeptPlaces } from './keptWaiting';
import { LogoutForm } from './LogoutForm';
import { closestItem } from './navigation';
import type { NavGroup, NavItem } from './navigation';
import { NoticeOver } from './noticeOver';
import type { Tone } from './tone';
import { MenuPlace, useMenuPlace } from './menuPlace';
import { usePlaceOnPage } from './usePlaceOnPage';

export interface Flash {
  tone: Tone;
  text: string;
}

interface ShellProps {
  centreName: string;
  staffName: string;
  roleText: string;
  nav: NavGroup[];
  logoutPath: string;
  /** Where this person's forms keep on the device what was not sent. */
  kept?: KeptPlaces;
  accountPath?: string;
  homePath?: string;
  /** What finds things from every page; in the top bar. */
  finder?: ReactNode;
  /** What leads to the help about the page. */
  help?: ReactNode;
  flash?: Flash | null;
  /** Lets the page's own small program run, which brings the menu to its place before it is seen. */
  nonce?: string | undefined;
  children: ReactNode;
}

/** The frame of every page after login: skip link, top bar, navigation, and the page as `<main>`. */
export function Shell({ nav, homePath = '/', flash = null, nonce, children, ...bar }: ShellProps) {
  const { notice, takeAway } = useNotice(flash);
  usePlaceOnPage();
  return (
    <>
      <SkipLink />
      <Waiting />
      <TopBar {...bar} homePath={homePath} />
      <FoldedNav nav={nav} />
      <div className="lg:grid lg:min-h-[calc(100vh-3rem)] lg:grid-cols-[13.5rem_minmax(0,1fr)] print:block print:min-h-0">
        <SideNav nav={nav} nonce={nonce} />
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto w-full max-w-page px-4 py-4 outline-none sm:px-6 lg:py-5 print:max-w-none print:p-0"
        >
          {notice ? (
            <div className="no-print mb-4">
              <Alert tone={notice.tone} polite={notice.tone !== 'danger'} live={notice.tone === 'danger'}>
                {notice.text}
              </Alert>
            </div>
          ) : null}
          <NoticeOver.Provider value={takeAway}>{children}</NoticeOver.Provider>
        </main>
      </div>
    </>
  );
}

/** The notice of the form before, until this page refuses another; what comes after that is shown again. */
function useNotice(flash: Flash | null): { notice: Flash | null; takeAway: () => void } {
  const [over, setOver] = useState<Flash | null>(null);
  const latest = useRef(flash);
  useEffect(() => {
    latest.current = flash;
  }, [flash]);
  const takeAway = useCallback(() => setOver(latest.current), []);
  return { notice: flash === over ? null : flash, takeAway };
}

function SkipLink() {
  return (
    <a
      href="#main"
      className="no-print fixed left-2 top-2 z-50 -translate-y-16 rounded bg-white px-4 py-2 font-medium text-accent-700 shadow-bar focus:translate-y-0"
    >
      跳到正文
    </a>
  );
}

/** A thin line over the page while the next one is being fetched; it takes no room. */
function Waiting() {
  const isIdle = useNavigation().state === 'idle';
  return (
    <div
      aria-hidden="true"
      className="no-print pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 overflow-hidden"
    >
      {isIdle ? null : <div className="h-full w-1/4 animate-waiting bg-accent-300" />}
    </div>
  );
}

type TopBarProps = Pick<
  ShellProps,
  | 'centreName'
  | 'staffName'
  | 'roleText'
  | 'logoutPath'
  | 'kept'
  | 'accountPath'
  | 'homePath'
  | 'finder'
  | 'help'
>;

function TopBar(props: TopBarProps) {
  const { centreName, staffName, roleText, accountPath, homePath = '/', finder, help } = props;
  const who = (
    <>
      <span className="font-medium text-white">{staffName}</span>
      <span className="hidden text-sm text-accent-100 sm:inline">{roleText}</span>
    </>
  );
  return (
    <header className="on-dark no-print z-30 bg-accent-800 text-white lg:sticky lg:top-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 px-4 sm:px-6 lg:flex-nowrap lg:pl-5">
        <Link
          to={homePath}
          className="flex h-12 min-w-0 flex-1 basis-0 items-center text-lg font-semibold tracking-wide lg:flex-initial lg:basis-auto"
        >
          <span className="truncate">{centreName}</span>
        </Link>
        {finder ? (
          <div className="order-last w-full pb-2 lg:order-none lg:w-auto lg:pb-0">{finder}</div>
        ) : null}
        <div className="flex h-12 shrink-0 items-center gap-3">
          {help}
          {accountPath ? (
            <Link
              to={accountPath}
              className="flex items-baseline gap-2 rounded hover:underline hover:underline-offset-4"
            >
              {who}
            </Link>
          ) : (
            <span className="flex items-baseline gap-2">{who}</span>
          )}
          <LogoutForm action={props.logoutPath} homePath={homePath} kept={props.kept} />
        </div>
      </div>
    </header>
  );
}

/** On a narrow screen the navigation folds away natively; a new page folds it again. */
function FoldedNav({ nav }: { nav: NavGroup[] }) {
  const { pathname } = useLocation();
  return (
    <details key={pathname} className="no-print border-b border-ink-200 bg-white lg:hidden">
      <summary className="flex list-none items-center gap-2 px-4 py-2.5 font-medium text-accent-700 -outline-offset-2 sm:px-6 [&::-webkit-details-marker]:hidden">
        <Icon name="menu" />
        菜单
      </summary>
      <nav aria-label="主菜单" className="border-t border-ink-200 px-2 pb-3 sm:px-4">
        <NavGroups nav={nav} />
      </nav>
    </details>
  );
}

function SideNav({ nav, nonce }: { nav: NavGroup[]; nonce: string | undefined }) {
  const menu = useMenuPlace(useLocation().pathname);
  return (
    <div className="no-print hidden border-r border-ink-200 bg-white lg:block">
      <nav
        ref={menu}
        aria-label="主菜单"
        className="sticky top-12 max-h-[calc(100vh-3rem)] overflow-y-auto px-2 py-3"
      >
        <NavGroups nav={nav} />
      </nav>
      <MenuPlace nonce={nonce} />
    </div>
  );
}

function NavGroups({ nav }: { nav: NavGroup[] }) {
  const current = closestItem(nav, useLocation().pathname);
  return (
    <>
      {nav.map((group) => (
        <div key={group.heading} className="mt-3 first:mt-0">
          <p className="px-3 py-1 text-xs text-ink-500">{group.heading}</p>
          <ul>
            {group.items.map((item) => (
              <li key={item.to}>
                <NavEntry item={item} isCurrent={item === current} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </>
  );
}

function NavEntry({ item, isCurrent }: { item: NavItem; isCurrent: boolean }) {
  return (
    <Link
      to={item.to}
      aria-current={isCurrent ? 'page' : undefined}
      className={clsx(
        'flex scroll-my-10 items-center gap-2.5 rounded px-3 py-1.5 -outline-offset-2',
        isCurrent
          ? 'bg-accent-50 font-semibold text-accent-700'
          : 'text-ink-700 hover:bg-ink-100 hover:text-ink-900',
      )}
    >
      {item.icon ? <Icon name={item.icon} /> : null}
      <span className="min-w-0 flex-1">{item.label}</span>
      {item.badge === undefined || item.badge === 0 ? null : (
        <span className="rounded-full bg-ink-200 px-1.5 text-xs font-medium tabular-nums text-ink-700">
          {item.badge}
        </span>
      )}
    </Link>
  );
}

interface PlainFrameProps {
  title: string;
  subtitle?: ReactNode;
  centreName?: string;
  flash?: Flash | null;
  wide?: boolean;
  children: ReactNode;
}

/** The frame before login: one centred card. */
export function PlainFrame({ title, subtitle, centreName, flash, wide, children }: PlainFrameProps) {
  return (
    <div className="flex min-h-screen flex-col items-center bg-ink-100 px-4 pb-10 pt-[8vh]">
      <Waiting />
      <main id="main" className={clsx('w-full', wide ? 'max-w-[46rem]' : 'max-w-[25rem]')}>
        {centreName ? (
          <p className="mb-3 text-center text-lg font-semibold text-accent-700">{centreName}</p>
        ) : null}
        <div className="overflow-hidden rounded-lg border border-t-4 border-ink-200 border-t-accent-700 bg-white px-5 py-6 shadow-card sm:px-8">
          <h1 className="text-xl font-semibold">{title}</h1>
          {subtitle ? <div className="mt-1 text-ink-500">{subtitle}</div> : null}
          {flash ? (
            <div className="mt-4">
              <Alert tone={flash.tone} polite={flash.tone !== 'danger'} live={flash.tone === 'danger'}>
                {flash.text}
              </Alert>
            </div>
          ) : null}
          <div className="mt-5">{children}</div>
        </div>
      </main>
    </div>
  );
}

import { useNavigate } from '@remix-run/react';
import { Command } from 'cmdk';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { paths } from '../paths';
import { Button, type NavItem } from '../ui';
import { regionLabel } from '../zh/families';
import { SEARCH_PLACEHOLDER } from '../zh/familyList';
import type { FoundFamily } from './familySearch.server';
import { FamilyStatusTag } from './FamilyStatusTag';

/** What the search answers to a text. */
export interface Found {
  text: string;
  /** The text as an address may carry it. */
  search: string;
  /** Null for those who may not see families. */
  families: FoundFamily[] | null;
  pages: NavItem[];
}

const PAUSE_MS = 80;
/** After nothing was answered; twice as long each time. */
const AGAIN_MS = 1000;

interface PaletteProps {
  close: () => void;
  text: string;
  setText: (text: string) => void;
  /** Is told when the box has the focus: until then somebody else takes what is typed. */
  arrived: () => void;
}

/** Finds families and pages with the keyboard alone: type, choose by the arrow keys, Enter; Escape closes. */
export default function Palette({ close, text, setText, arrived }: PaletteProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const finding = useFound(text);
  const navigate = useNavigate();
  const go = (to: string) => {
    close();
    void navigate(to);
  };
  useEffect(() => {
    if (dialog.current?.open) return;
    dialog.current?.showModal();
    // A dialog gives the focus to its first part that can take it, which is the frame around the box.
    dialog.current?.querySelector('input')?.focus();
    arrived();
  }, [arrived]);
  return (
    <dialog
      ref={dialog}
      aria-label="快捷查找"
      onClose={close}
      className="mx-auto mt-[12vh] w-[min(40rem,calc(100vw-2rem))] rounded-lg border border-ink-300 bg-white p-0 text-ink-900 shadow-bar backdrop:bg-ink-900/40"
    >
      <Choices
        text={text}
        setText={setText}
        {...finding}
        go={go}
        // Closed by the browser, which gives the focus back to what had it before.
        close={() => dialog.current?.close()}
      />
    </dialog>
  );
}

interface ChoicesProps extends Finding {
  text: string;
  setText: (text: string) => void;
  go: (to: string) => void;
  close: () => void;
}

function Choices({ text, setText, found, isUnanswered, go, close }: ChoicesProps) {
  const choices = found ? choicesOf(found) : [];
  // What was chosen of an earlier answer says nothing of this one: then the first is chosen.
  const [picked, setPicked] = useState<{ found: Found | null; value: string }>({ found: null, value: '' });
  const value = picked.found === found ? picked.value : (choices[0]?.to ?? '');
  return (
    <Command
      label="快捷查找"
      shouldFilter={false}
      loop
      value={value}
      onValueChange={(chosen) => setPicked({ found, value: chosen })}
    >
      <div className="flex items-center gap-2 border-b border-ink-200 p-2">
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={found?.families === null ? '页面名称' : `${SEARCH_PLACEHOLDER}、页面`}
          className="control"
        />
        <Button type="button" tone="quiet" onClick={close}>
          关闭
        </Button>
      </div>
      <Command.List label="查找结果" className="max-h-[50vh] overflow-y-auto p-1.5">
        {GROUPS.map(({ kind, heading }) => {
          const items = choices.filter((choice) => choice.kind === kind);
          return items.length > 0 ? (
            <Command.Group key={kind} heading={heading} className={GROUP_LOOK}>
              {items.map((choice) => (
                <Command.Item
                  key={choice.to}
                  value={choice.to}
                  onSelect={() => go(choice.to)}
                  className="flex cursor-pointer items-baseline gap-3 rounded px-2.5 py-1.5 data-[selected=true]:bg-accent-100"
                >
                  {choice.content}
                </Command.Item>
              ))}
            </Command.Group>
          ) : null;
        })}
      </Command.List>
      <output className="block border-t border-ink-200 px-4 py-2 text-sm text-ink-600">
        {found
          ? summaryOf(found)
          : isUnanswered
            ? '没有得到回答，正在重试…如一直如此，请刷新页面。'
            : '正在查找…'}
      </output>
    </Command>
  );
}

const GROUP_LOOK =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-sm [&_[cmdk-group-heading]]:text-ink-600';

const GROUPS = [
  { kind: 'family', heading: '家庭档案' },
  { kind: 'page', heading: '页面' },
] as const;

interface Choice {
  kind: (typeof GROUPS)[number]['kind'];
  to: string;
  content: ReactNode;
}

function choicesOf({ search, families, pages }: Found): Choice[] {
  const all: Choice[] = (families ?? []).map((family) => ({
    kind: 'family',
    to: paths.family(family.id),
    content: <FamilyChoice family={family} />,
  }));
  if (families && families.length > 0) {
    all.push({ kind: 'family', to: paths.families({ search }), content: '在列表中查看全部结果' });
  }
  return [...all, ...pages.map(({ to, label }): Choice => ({ kind: 'page', to, content: label }))];
}

function FamilyChoice({ family }: { family: FoundFamily }) {
  return (
    <>
      <span className="min-w-0 flex-1">
        <span className="font-medium">{family.mainPerson}</span>
        {family.member ? <span className="text-ink-600">（成员：{family.member}）</span> : null}
        <span className="ml-2 text-sm text-ink-600">{regionLabel(family.division)}</span>
      </span>
      <span className="text-sm tabular-nums text-ink-600">{family.fileNumber}</span>
      <FamilyStatusTag status={family.status} />
    </>
  );
}

function summaryOf({ text, families, pages }: Found): string {
  if (text === '') return '输入后用 ↑ ↓ 选择，回车打开，Esc 关闭。';
  if ((families?.length ?? 0) + pages.length === 0) return '没有找到。证件号请输入后四位或完整的 18 位。';
  return `↑ ↓ 选择，回车打开，Esc 关闭。`;
}

interface Finding {
  /** The answer to the text as it is now; null while it is being asked for. */
  found: Found | null;
  /** Whether nothing came the last time, and it is asked once more. */
  isUnanswered: boolean;
}

function useFound(text: string): Finding {
  const [found, setFound] = useState<Found | null>(null);
  const [isUnanswered, setUnanswered] = useState(false);
  const wanted = text.trim();
  useEffect(() => {
    const request = new AbortController();
    let timer: number;
    const askIn = (ms: number, again: number) => {
      timer = window.setTimeout(() => {
        void ask(wanted, request.signal).then((answer) => {
          if (request.signal.aborted) return;
          setUnanswered(answer === null);
          if (answer) setFound(answer);
          else askIn(again, again * 2);
        });
      }, ms);
    };
    askIn(PAUSE_MS, AGAIN_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [wanted]);
  return { found: found?.text === wanted ? found : null, isUnanswered };
}

/** Null when there was no answer. */
async function ask(text: string, signal: AbortSignal): Promise<Found | null> {
  try {
    const response = await fetch(paths.find, { method: 'POST', body: new URLSearchParams({ text }), signal });
    return response.ok && !response.redirected ? ((await response.json()) as Found) : null;
  } catch {
    return null;
  }
}

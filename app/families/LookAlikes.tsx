import { useEffect, useState } from 'react';
import { paths } from '../paths';
import { Tag, TextLink } from '../ui';
import { DUPLICATE_SIGN_LABELS } from '../zh/duplicates';
import { FAMILY_STATUS_LABELS } from '../zh/families';
import type { TypedPerson } from './duplicate.form';
import type { Alike } from './duplicates.server';
import { CLOSED_STATUSES } from './workflow';

const QUIET_MS = 400;

type LookAlikesProps = { except: string } & {
  [Field in keyof Omit<TypedPerson, 'except'>]?: string | undefined;
};

/** Files that already have what is being typed, shown below the fields; nothing without JavaScript. */
export function LookAlikes({ except, ...typed }: LookAlikesProps) {
  const filled = Object.entries(typed).filter((entry): entry is [string, string] => Boolean(entry[1]));
  const question = filled.length > 0 ? new URLSearchParams([...filled, ['except', except]]).toString() : '';
  const [answer, setAnswer] = useState<{ question: string; found: Alike[] } | null>(null);
  useEffect(() => {
    if (!question) return;
    const request = new AbortController();
    const timer = setTimeout(() => {
      void ask(question, request.signal).then((found) => {
        if (found) setAnswer({ question, found });
      });
    }, QUIET_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [question]);
  const found = answer?.question === question ? answer.found : [];
  return (
    <div aria-live="polite" className="col-span-full empty:hidden">
      {found.length > 0 ? <AlikeList files={found} /> : null}
    </div>
  );
}

function AlikeList({ files }: { files: Alike[] }) {
  return (
    <ul className="space-y-1 rounded border border-warning-200 bg-warning-50 px-3 py-2 text-sm">
      {files.map(({ id, fileNumber, status, name, signs }) => (
        <li key={id}>
          {signs.map((sign) => DUPLICATE_SIGN_LABELS[sign]).join('，')}：
          <TextLink to={paths.family(id)}>
            {fileNumber} {name}
          </TextLink>{' '}
          <Tag tone="neutral">{FAMILY_STATUS_LABELS[status]}</Tag>{' '}
          <Advice id={id} status={status} signs={signs} />
        </li>
      ))}
    </ul>
  );
}

function Advice({ id, status, signs }: Pick<Alike, 'id' | 'status' | 'signs'>) {
  const isClosed = CLOSED_STATUSES.some((one) => one === status);
  if (!signs.includes('id_number')) return '请核对是否重复建档';
  if (!isClosed) return '一人只能在一份有效档案里，不能保存';
  return (
    <>
      同一家庭再次困难的，请在原档案<TextLink to={paths.familyReopen(id)}>重新建档</TextLink>
    </>
  );
}

/** Null when there was no answer: what is typed is looked for again at saving, and nothing is lost. */
async function ask(question: string, signal: AbortSignal): Promise<Alike[] | null> {
  try {
    const body = new URLSearchParams(question);
    const response = await fetch(paths.lookAlikes, {
      method: 'POST',
      body,
      signal,
    });
    return response.ok ? ((await response.json()) as Alike[]) : null;
  } catch {
    return null;
  }
}

import { useEffect, useId, useState } from 'react';
import { Alert } from './Alert';
import { Button } from './Button';
import { forgetKept, keptOf } from './KeptOnDevice';
import { clockOf } from './keptTime';

interface KeptTextProps {
  /** Under what the form that cannot be sent any more is kept (KeptOnDevice). */
  keptAs: string;
  labels: Record<string, string>;
  /** The word of a value that is a code. */
  wordOf?: (name: string, value: string) => string;
}

/** Stands in the place of a form that can no longer be sent: what was typed into it, to be copied before it is given up. */
export function KeptText({ keptAs, labels, wordOf = (_, value) => value }: KeptTextProps) {
  const [kept, setKept] = useState<ReturnType<typeof keptOf>>(null);
  const id = useId();
  useEffect(() => {
    const timer = setTimeout(() => setKept(keptOf(keptAs)));
    return () => clearTimeout(timer);
  }, [keptAs]);
  if (!kept) return null;
  const lines = kept.fields
    .filter(([name, value]) => labels[name] && value)
    .map(([name, value]) => `${labels[name]}：${wordOf(name, value)}`);
  const drop = () => {
    forgetKept(keptAs);
    setKept(null);
  };
  return (
    <Alert tone="info" title="本机上有没送出的内容">
      <label htmlFor={id}>
        {clockOf(kept.at)} 在这台设备上填写，没有送到中心，现在也不能再送出。需要的文字请复制到别处，再放弃。
      </label>
      <textarea
        id={id}
        readOnly
        rows={Math.min(16, lines.length + 3)}
        value={lines.join('\n')}
        onFocus={({ currentTarget }) => currentTarget.select()}
        className="mt-2 block w-full rounded border border-ink-300 bg-white px-2.5 py-1.5 text-ink-900"
      />
      <div className="mt-2">
        <Button type="button" size="small" onClick={drop}>
          放弃
        </Button>
      </div>
    </Alert>
  );
}

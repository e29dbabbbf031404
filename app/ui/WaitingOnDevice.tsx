import { useEffect, useState } from 'react';
import { Alert } from './Alert';
import { Button } from './Button';
import { forgetKept } from './KeptOnDevice';
import { allWaiting, type KeptPlaces, type Waiting } from './keptWaiting';
import { clockOf, DEVICE_DAYS_KEPT } from './keptTime';
import { TextLink } from './Text';

/** What was filled in on this device and never arrived, each with the page that offers or sends it; nothing without any. */
export function WaitingOnDevice({ typed, files }: KeptPlaces) {
  const [waiting, setWaiting] = useState<Waiting[]>([]);
  useEffect(() => {
    let isOpen = true;
    void allWaiting({ typed, files }).then((found) => {
      if (isOpen) setWaiting(found);
    });
    return () => {
      isOpen = false;
    };
  }, [typed, files]);
  if (waiting.length === 0) return null;
  const drop = (one: Waiting) => {
    forgetKept(one.keptAs);
    setWaiting((before) => before.filter(({ keptAs }) => keptAs !== one.keptAs));
  };
  return (
    <Alert tone="warning" title={`本机上有 ${waiting.length} 项还没有送到中心`}>
      <ul className="flex flex-col gap-2" aria-label="本机上没有送出的">
        {waiting.map((one) => (
          <li key={one.keptAs} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <TextLink to={one.to}>{[one.label, one.name].filter(Boolean).join(' ')}</TextLink>
            <span className="text-sm text-ink-600">{clockOf(one.at)}</span>
            {one.isTyped ? (
              <Button
                type="button"
                size="small"
                onClick={() => drop(one)}
                aria-label={`放弃 ${one.label} ${one.name}`}
              >
                放弃
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <p className="mt-2">打开后核对、送出；上传的材料打开后自动送出。最多保留 {DEVICE_DAYS_KEPT} 天。</p>
    </Alert>
  );
}

import { Alert } from './Alert';
import { Button } from './Button';
import { clockOf } from './keptTime';

interface KeptNoticesProps {
  /** What was kept and never arrived; when, in milliseconds. */
  offered: { at: number; restore: () => void; drop: () => void } | null;
  /** Goes on after the time: what it is. */
  offer: string;
  /** What becomes of what was sent while nobody answers. */
  waiting: string | null;
}

/** What a form that keeps its content on the device says of it. */
export function KeptNotices({ offered, offer, waiting }: KeptNoticesProps) {
  if (!offered && !waiting) return null;
  return (
    <div className="mb-4 flex flex-col gap-3">
      {offered ? (
        <Alert tone="info" title="本机上有没送出的内容">
          <p>
            {clockOf(offered.at)} {offer}
          </p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button type="button" size="small" tone="primary" onClick={offered.restore}>
              恢复
            </Button>
            <Button type="button" size="small" onClick={offered.drop}>
              放弃
            </Button>
          </div>
        </Alert>
      ) : null}
      {waiting ? (
        <Alert tone="warning" title="现在连不上中心" polite>
          {waiting}
        </Alert>
      ) : null}
    </div>
  );
}

/** The buttons go with what they offered: the keyboard goes on in the form. */
export function focusFirstField(formId: string): void {
  document
    .querySelector<HTMLElement>(`#${CSS.escape(formId)} :is(input:not([type="hidden"]), select)`)
    ?.focus();
}

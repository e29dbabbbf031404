import { useEffect, useRef, useState } from 'react';
import { Alert } from './Alert';
import { Button } from './Button';
import type { KeptFiles } from './keptFiles';
import { focusFirstField } from './KeptNotices';
import { clockOf, DEVICE_DAYS_KEPT } from './keptTime';
import type { Outbox } from './useOutbox';
import { useSentWhenReachable } from './useSentWhenReachable';

interface KeptFilesOnDeviceProps {
  formId: string;
  outbox: Outbox;
  /** The last answer of the action that it was not reached (see unreachedIn). */
  unreached: object | null;
  isWhole: (form: HTMLFormElement) => boolean;
  /** What isWhole needs to know first. */
  look: () => Promise<void>;
}

/** Stands inside a form whose files wait in an outbox while nobody answers. */
export function KeptFilesOnDevice({ formId, outbox, unreached, isWhole, look }: KeptFilesOnDeviceProps) {
  const isWaiting = useSentWhenReachable({
    formId,
    unreached: outbox.isAnswerOld ? null : unreached,
    isWhole,
    look,
    keep: async (form) => {
      await outbox.keep(form);
    },
    setAside: outbox.setAside,
  });
  const release = useRef(outbox.release);
  useEffect(() => {
    release.current = outbox.release;
  });
  useEffect(() => () => release.current(), []);
  const { isAfterSetAside } = outbox;
  useEffect(() => {
    // The form that was typed into went with what it held: the keyboard goes on in the new one.
    if (isAfterSetAside) focusFirstField(formId);
  }, [isAfterSetAside, formId]);
  if (!isWaiting || outbox.isHolding) return null;
  return (
    <div className="mb-4">
      <Alert tone="warning" title="现在连不上中心" polite>
        本机存不下选好的文件。请不要关闭本页，有信号后会自动上传；关闭后要重新选择。
      </Alert>
    </div>
  );
}

interface KeptSendingsProps {
  outbox: Outbox;
  formId: string;
  /** The id of the form's file input. */
  inputId: string;
  /** What one sending holds, for people. */
  nameOf: (fields: Record<string, string>) => string;
}

/** Stands above the form: what is kept on this device and did not arrive, and what arrived since. */
export function KeptSendings({ outbox, formId, inputId, nameOf }: KeptSendingsProps) {
  const [isFormFull, setIsFormFull] = useState(false);
  const { waiting, arrived } = outbox;
  const titleOf = ({ fields, files }: KeptFiles) =>
    `${nameOf(Object.fromEntries(fields))}（${files.length} 个文件）`;
  const takeBack = (one: KeptFiles) => {
    const form = document.getElementById(formId) as HTMLFormElement;
    const input = document.getElementById(inputId) as HTMLInputElement;
    setIsFormFull((input.files?.length ?? 0) > 0);
    if (input.files?.length) return;
    outbox.takeBack(one.key);
    fill(form, input, one);
    focusFirstField(formId);
  };
  const drop = (one: KeptFiles) => {
    outbox.drop(one.key);
    focusFirstField(formId);
  };
  return (
    <div className="flex flex-col gap-3 [&:not(:empty)]:mb-4">
      {waiting.length > 0 ? (
        <Alert tone="warning" title={`本机上有 ${waiting.length} 次没送出的上传`} polite>
          <p>{explanation(outbox)}</p>
          <ul className="mt-2 flex flex-col gap-2" aria-label="没送出的上传">
            {waiting.map((one) => (
              <li key={one.key} className="border-t border-ink-200 pt-2">
                <p className="break-all font-semibold">{titleOf(one)}</p>
                <p className="break-all text-sm text-ink-600">
                  {clockOf(one.at)} {one.files.map(({ name }) => name).join('、')}
                </p>
                <State one={one} isSending={outbox.sending === one.key} />
                {outbox.sending === one.key ? null : (
                  <div className="mt-1 flex flex-wrap gap-2">
                    <Button
                      type="button"
                      size="small"
                      onClick={() => takeBack(one)}
                      aria-label={`放回表单 ${titleOf(one)}`}
                    >
                      放回表单
                    </Button>
                    <Button
                      type="button"
                      size="small"
                      onClick={() => drop(one)}
                      aria-label={`放弃 ${titleOf(one)}`}
                    >
                      放弃
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
          {isFormFull ? (
            <p className="mt-2 font-semibold">表单里还有没上传的文件，请先上传或去掉，再放回这一次的。</p>
          ) : null}
        </Alert>
      ) : null}
      {arrived.length > 0 ? (
        <Alert tone="success" polite>
          本机上留着的已自动上传：{arrived.map(titleOf).join('、')}。
        </Alert>
      ) : null}
    </div>
  );
}

function explanation({ waiting, isLoggedOut }: Outbox): string {
  if (isLoggedOut) return '登录已过期。选好的文件已留在本机，请重新登录，再打开本页会接着上传。';
  if (waiting.every(({ refused }) => refused)) return '中心没有收下，文件还在本机。请放回表单改正后再上传。';
  return `选好的文件已留在本机，不必重拍，可以接着选下一种材料。有信号后逐次自动上传；关闭了本页的，重新打开会接着上传。最多保留 ${DEVICE_DAYS_KEPT} 天。`;
}

function State({ one, isSending }: { one: KeptFiles; isSending: boolean }) {
  if (isSending) return <p className="text-sm">正在上传…</p>;
  if (!one.refused) return <p className="text-sm">等待上传</p>;
  return <p className="text-sm text-danger-700">没有收下：{one.refused.join('')}</p>;
}

function fill(form: HTMLFormElement, input: HTMLInputElement, { fields, files }: KeptFiles): void {
  for (const [name, value] of fields) {
    const element = form.elements.namedItem(name);
    if (!(element instanceof HTMLInputElement || element instanceof HTMLSelectElement)) continue;
    element.value = value;
    element.dispatchEvent(new Event('input', { bubbles: true }));
  }
  const transfer = new DataTransfer();
  for (const file of files) transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

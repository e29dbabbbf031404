import { Form } from '@remix-run/react';
import { formatInstant } from '../calendar/instant';
import { paths } from '../paths';
import { Alert, Button, LinkButton, TextLink } from '../ui';
import type { Autosave } from './useAutosave';

interface DraftNoticeProps {
  /** Which draft: see draft.form.ts. */
  draft: string;
  savedAt: string;
  /** The form below holds it already. */
  isRestored: boolean;
  restoreTo: string;
}

/** What was typed before and never sent: take it up again, or throw it away. */
export function DraftNotice({ draft, savedAt, isRestored, restoreTo }: DraftNoticeProps) {
  const at = formatInstant(savedAt);
  return (
    <Alert tone="info" title={isRestored ? '已恢复未保存的内容' : '有未保存的内容'}>
      <p>
        {isRestored
          ? `下面是您在 ${at} 填写、还没有保存的内容，请核对后保存。`
          : `您在 ${at} 填写过这份表单，没有保存。选择恢复或放弃之前，新填写的内容不会自动保存。`}
      </p>
      <div className="mt-2 flex flex-wrap gap-2">
        {isRestored ? null : (
          <LinkButton to={restoreTo} size="small" tone="primary">
            恢复
          </LinkButton>
        )}
        <Form method="post" action={paths.draftsDrop}>
          <input type="hidden" name="form" value={draft} />
          <Button size="small">放弃</Button>
        </Form>
      </div>
    </Alert>
  );
}

/** Beside the button that saves: whether what is typed is safe meanwhile. */
export function AutosaveNote({ savedAt, problem }: Autosave) {
  return (
    <output className="text-sm text-ink-600">
      {problem === 'logged_out' ? (
        <span className="text-danger-700">
          登录已失效，新填写的内容还没有保存。请
          <TextLink to={paths.login} target="_blank">
            在新窗口重新登录
          </TextLink>
          ，回到本页后会自动保存。
        </span>
      ) : null}
      {problem === 'unreachable' ? (
        <span className="text-danger-700">连接不上服务器，新填写的内容还没有保存，稍后自动重试。</span>
      ) : null}
      {!problem && savedAt ? `填写的内容已自动保留，${formatInstant(savedAt).slice(11)}` : null}
    </output>
  );
}

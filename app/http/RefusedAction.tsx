import type { SubmissionResult } from '@conform-to/react';
import { useActionData } from '@remix-run/react';
import { Alert, Page } from '../ui';

/** The page of a URL that only takes a post: shown when the post was refused, with the reason. */
export function RefusedAction() {
  const errors = useActionData<{ lastResult?: SubmissionResult }>()?.lastResult?.error ?? {};
  const sentences = Object.values(errors).flatMap((messages) => messages ?? []);
  return (
    <Page title="没有办理">
      <Alert tone="danger" live title="这项操作没有办理">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p>没有任何记录被改动。请用浏览器的「后退」回到上一页，核对后再办理。</p>
      </Alert>
    </Page>
  );
}

import type { SubmissionResult } from '@conform-to/react';
import { useActionData, useLoaderData } from '@remix-run/react';
import { Alert, LinkButton, Page, useNoticeOver } from '../ui';

/**
 * The page of a URL that only takes a post: shown when the post was refused, with the reason. Its loader gives the page
 * to go back to; it does not lead there itself, as it runs after a refused post too and would take the reason away.
 */
export function RefusedAction() {
  const { back } = useLoaderData<{ back: string }>();
  const errors = useActionData<{ lastResult?: SubmissionResult }>()?.lastResult?.error;
  useNoticeOver(Boolean(errors));
  const sentences = Object.values(errors ?? {}).flatMap((messages) => messages ?? []);
  return (
    <Page title="没有办理">
      {errors ? (
        <Alert tone="danger" live title="这项操作没有办理">
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
          <p>没有任何记录被改动。请返回上一页，核对后再办理。</p>
        </Alert>
      ) : (
        <Alert tone="info">这个网址只用于提交表单，请返回页面上办理。</Alert>
      )}
      <div>
        <LinkButton to={back}>返回</LinkButton>
      </div>
    </Page>
  );
}

import type { ReactNode } from 'react';
import { Form } from '@remix-run/react';
import { paths } from '../paths';
import { Button, Card, Page, PlainFrame } from '../ui';

interface StepFrameProps {
  title: string;
  /** What has to be done before anything else, when it has to. */
  forced: string | null;
  description: ReactNode;
  wide?: boolean;
  children: ReactNode;
}

/** A step of the login when it must be done now, a page of one's account when it is done by choice. */
export function StepFrame({ title, forced, description, wide = false, children }: StepFrameProps) {
  if (forced === null) {
    return (
      <Page title={title} crumbs={[{ to: paths.account, label: '我的账号' }]}>
        <Card padded>
          <div className="max-w-xl">
            <p className="mb-4 text-ink-600">{description}</p>
            {children}
          </div>
        </Card>
      </Page>
    );
  }
  return (
    <PlainFrame title={title} subtitle={forced} wide={wide}>
      <div className="mb-4 text-sm text-ink-600">{description}</div>
      {children}
      <Form method="post" action={paths.logout} className="mt-4">
        <Button tone="plain">退出，以后再办</Button>
      </Form>
    </PlainFrame>
  );
}

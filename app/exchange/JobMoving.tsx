import { Form, useRevalidator } from '@remix-run/react';
import { useEffect } from 'react';
import { Button, Progress, Section } from '../ui';

const LOOK_EVERY_MS = 1_500;

interface JobMovingProps {
  isCancelling: boolean;
  label: string;
  ratio: number;
  valueText: string;
  /** From which page the list leads back here. */
  listedOn: string;
  /** Where a post stops it; null when whoever looks may not. */
  cancelTo: string | null;
}

/** How far long work is; looks again by itself, without JavaScript by reloading the page. */
export function JobMoving({ isCancelling, label, ratio, valueText, listedOn, cancelTo }: JobMovingProps) {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    const timer = setInterval(revalidate, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [revalidate]);
  return (
    <Section title={isCancelling ? '正在取消' : '正在处理'}>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <div className="max-w-prose" aria-live="polite">
        <Progress label={label} ratio={ratio} valueText={valueText} />
      </div>
      <p className="mt-3 text-sm text-ink-500">
        可以离开这个页面去做别的事，处理会继续；回来时从「{listedOn}」页的列表打开。
      </p>
      {cancelTo ? <CancelJob to={cancelTo} /> : null}
    </Section>
  );
}

/** The button that stops long work. */
export function CancelJob({ to }: { to: string }) {
  return (
    <Form method="post" action={to} className="mt-3">
      <Button tone="danger">取消</Button>
    </Form>
  );
}

import { Section } from '../ui';
import type { PaidNotice } from './paidNotices.server';

/** The text for the recipient, to be marked and copied into whatever sends messages. */
export function PaidNoticeText({ notice }: { notice: PaidNotice }) {
  const { phoneLast4, text } = notice;
  return (
    <Section
      title="告知受助人"
      description={
        phoneLast4
          ? `请复制下面的文字，发到尾号 ${phoneLast4} 的手机。系统本身不发送短信。`
          : '档案里没有登记手机号。请用其他方式告知，或先补登手机号。'
      }
    >
      <p className="select-all rounded border border-ink-200 bg-ink-50 px-3 py-2 leading-7">{text}</p>
    </Section>
  );
}

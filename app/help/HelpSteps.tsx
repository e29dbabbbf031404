import { TextLink } from '../ui';
import { PICTURE_TEXTS } from '../zh/help/pictures';
import { pictureAddress, type HelpStep } from './help';

/** Numbered steps, each with the page where it is done and its picture. */
export function HelpSteps({ steps }: { steps: readonly HelpStep[] }) {
  return (
    <ol className="list-decimal space-y-5 pl-6 marker:font-semibold marker:text-accent-700">
      {steps.map(({ text, to, picture }) => (
        <li key={text} className="pl-1">
          <p>
            {text}
            {to ? (
              <>
                {' '}
                <TextLink to={to}>打开这一页</TextLink>
              </>
            ) : null}
          </p>
          {picture ? (
            <img
              src={pictureAddress(picture)}
              alt={PICTURE_TEXTS[picture]}
              width={1366}
              height={768}
              loading="lazy"
              className="mt-2 h-auto w-full max-w-[52rem] rounded border border-ink-300"
            />
          ) : null}
        </li>
      ))}
    </ol>
  );
}

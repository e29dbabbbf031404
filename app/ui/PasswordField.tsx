import { getInputProps } from '@conform-to/react';
import { useEffect, useRef, useState } from 'react';
import { Button } from './Button';
import { FieldFrame, notesOf, type FieldProps } from './fields';
import { useHasScript } from './hasScript';
import { Hidden } from './Text';

type PasswordFieldProps = FieldProps & {
  autoComplete: 'current-password' | 'new-password';
};

/** A password, which whoever types it may look at until the form is sent (OWASP ASVS 4.0.3, 2.1.12). */
export function PasswordField({ field, label, hint, autoComplete, ...frame }: PasswordFieldProps) {
  const { key, ...control } = getInputProps(field, { type: 'password', ...notesOf(field, hint) });
  const [isShown, setShown] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const hasScript = useHasScript();
  useEffect(() => {
    if (!isShown) return;
    // Before anything else looks at the form: browsers suggest again what was typed as plain text.
    const hide = () => setShown(false);
    document.addEventListener('submit', hide, true);
    return () => document.removeEventListener('submit', hide, true);
  }, [isShown]);
  const look = () => {
    const { selectionStart, selectionEnd } = input.current!;
    setShown(!isShown);
    // Browsers put the caret before the text when the kind of a field changes, and that after the change.
    requestAnimationFrame(() => {
      if (document.activeElement === input.current)
        input.current?.setSelectionRange(selectionStart, selectionEnd);
    });
  };
  return (
    <FieldFrame {...frame} field={field} label={label} hint={hint}>
      <div className="flex">
        <input
          key={key}
          ref={input}
          {...control}
          type={isShown ? 'text' : 'password'}
          autoComplete={autoComplete}
          autoCapitalize="none"
          spellCheck={false}
          className={hasScript ? 'control rounded-r-none' : 'control'}
        />
        {hasScript ? (
          <Button type="button" aria-pressed={isShown} onClick={look} className="rounded-l-none border-l-0">
            <span aria-hidden="true">{isShown ? '隐藏' : '显示'}</span>
            <Hidden>显示{label}</Hidden>
          </Button>
        ) : null}
      </div>
    </FieldFrame>
  );
}

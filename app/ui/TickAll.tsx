import clsx from 'clsx';
import { useHasScript } from './hasScript';

/**
 * Ticks or clears all boxes of one name in its form. It needs JavaScript, so it shows itself only where there is some.
 */
export function TickAll({ name, label }: { name: string; label: string }) {
  const isReady = useHasScript();
  return (
    <>
      <input
        type="checkbox"
        aria-label={label}
        className={clsx('h-4 w-4 align-middle', !isReady && 'invisible')}
        onChange={(event) => {
          for (const box of boxesOf(event.currentTarget, name)) box.checked = event.currentTarget.checked;
        }}
      />
      {/* A heading of a column says what it is about. */}
      {isReady ? null : <span className="sr-only">{label}</span>}
    </>
  );
}

function boxesOf({ form }: HTMLInputElement, name: string): HTMLInputElement[] {
  return [...(form?.elements ?? [])].filter(
    (element): element is HTMLInputElement =>
      element instanceof HTMLInputElement && element.type === 'checkbox' && element.name === name,
  );
}

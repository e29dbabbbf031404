import type { FieldMetadata } from '@conform-to/react';
import { CheckboxField } from './fields';

interface SeenTickProps {
  field: FieldMetadata;
  label: string;
  count: number;
}

/**
 * A tick for so many doubtful cases that were looked at; nothing where there are none. It holds for that number alone:
 * with another one the box is empty again.
 */
export function SeenTick({ field, count, label }: SeenTickProps) {
  if (count === 0) return null;
  return (
    <CheckboxField key={count} field={field} value={String(count)} label={label} required={false} wide />
  );
}

/** What a tag, an alert or a figure says at a glance; the words beside it always say it too. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger';

/** Text, ground and border of a small coloured surface, for each tone. */
export const TONE_SURFACE: Record<Tone, string> = {
  neutral: 'border-ink-200 bg-ink-50 text-ink-700',
  info: 'border-info-200 bg-info-50 text-info-700',
  success: 'border-success-200 bg-success-50 text-success-700',
  warning: 'border-warning-200 bg-warning-50 text-warning-700',
  danger: 'border-danger-200 bg-danger-50 text-danger-700',
};

/** Text colour alone, for each tone, on a white ground. */
export const TONE_TEXT: Record<Tone, string> = {
  neutral: 'text-ink-900',
  info: 'text-info-700',
  success: 'text-success-700',
  warning: 'text-warning-700',
  danger: 'text-danger-700',
};

/** Fill of bars and dots, for each tone. */
export const TONE_FILL: Record<Tone, string> = {
  neutral: 'fill-ink-400',
  info: 'fill-accent-600',
  success: 'fill-success-500',
  warning: 'fill-warning-500',
  danger: 'fill-danger-500',
};

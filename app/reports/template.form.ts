import { z } from 'zod';
import { TEMPLATE_MESSAGES as MESSAGES } from '../zh/reportTemplate';

export const LARGEST_TEMPLATE_MB = 5;
export const LARGEST_TEMPLATE_BYTES = LARGEST_TEMPLATE_MB * 1024 * 1024;

/** The office's own template of the narrative report. */
export const TemplateForm = z.object({
  file: z.file({ error: MESSAGES.file }).max(LARGEST_TEMPLATE_BYTES, MESSAGES.large(LARGEST_TEMPLATE_MB)),
});

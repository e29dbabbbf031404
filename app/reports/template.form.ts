import { z } from 'zod';
import { TEMPLATE_MESSAGES as MESSAGES } from '../zh/reportTemplate';

const LARGEST_MB = 5;

/** The office's own template of the narrative report. */
export const TemplateForm = z.object({
  file: z.file({ error: MESSAGES.file }).max(LARGEST_MB * 1024 * 1024, MESSAGES.large(LARGEST_MB)),
});

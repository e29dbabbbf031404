import { z } from 'zod';
import { WITHOUT_NUMBERS } from '../identity/identity.form';
import { PAPER_MESSAGES as MESSAGES } from '../zh/papers';
import { PAPER_KINDS } from './paper';

export const LARGEST_PAPER_BYTES = 10 * 1024 * 1024;
/** All files of one sending together. */
export const LARGEST_UPLOAD_BYTES = 40 * 1024 * 1024;
export const MOST_FILES = 20;

/** What a browser that has read a chosen file finds wrong with it, as a sentence; null for nothing. */
export type ContentProblem = (file: File) => string | null;

const NOT_READ: ContentProblem = () => null;

/** Scans and photos; the server reads what they are from their content when they arrive. */
export const filesForm = (contentProblem: ContentProblem) =>
  z.object({
    files: z
      .array(z.file({ error: MESSAGES.files }), { error: MESSAGES.files })
      .min(1, MESSAGES.files)
      .max(MOST_FILES, MESSAGES.tooMany)
      .superRefine((files, context) => {
        for (const file of files) {
          const message = sizeProblem(file) ?? contentProblem(file);
          if (message) context.addIssue({ code: 'custom', message });
        }
        const total = files.reduce((sum, { size }) => sum + size, 0);
        if (total > LARGEST_UPLOAD_BYTES) context.addIssue({ code: 'custom', message: MESSAGES.tooMuch });
      }),
  });

/** Papers of one kind. */
export const papersForm = (contentProblem: ContentProblem) =>
  filesForm(contentProblem).extend({ kind: z.enum(PAPER_KINDS, { error: MESSAGES.kind }) });

export const FilesForm = filesForm(NOT_READ);
export const PapersForm = papersForm(NOT_READ);

export const RemovePaperForm = z.object({
  reason: z
    .string({ error: MESSAGES.reason })
    .trim()
    .min(1, MESSAGES.reason)
    .max(200, MESSAGES.reasonLength)
    .refine(...WITHOUT_NUMBERS),
});

function sizeProblem({ name, size }: File): string | null {
  if (size === 0) return MESSAGES.empty(name);
  return size > LARGEST_PAPER_BYTES ? MESSAGES.tooLarge(name) : null;
}

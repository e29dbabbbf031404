import { z } from 'zod';
import { SetupForm } from '../staff/staff.form';

/** The set-up page: centre and accounts, and the target form where it is at hand. */
export const SetupUploadForm = SetupForm.safeExtend({ file: z.file().optional() });

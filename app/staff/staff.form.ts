import { z } from 'zod';
import { oneLine, WITHOUT_NUMBERS } from '../identity/identity.form';
import { tooManyRows } from '../zh/formRows';
import { STAFF_MESSAGES as MESSAGES } from '../zh/staff';
import { holdsUsername, isStrongPassword, isTooLong } from './password';
import { ROLES } from './role';

export const Username = z
  .string({ error: MESSAGES.usernameMissing })
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._-]{2,29}$/, MESSAGES.usernameShape)
  .refine(...WITHOUT_NUMBERS);

export const StaffName = oneLine(MESSAGES.nameMissing)
  .min(1, MESSAGES.nameMissing)
  .max(50, MESSAGES.nameLong)
  .refine(...WITHOUT_NUMBERS);

export const NewPassword = z
  .string({ error: MESSAGES.passwordMissing })
  .refine((password) => !isTooLong(password), { error: MESSAGES.passwordTooLong, abort: true })
  .refine(isStrongPassword, MESSAGES.passwordWeak);

export const LoginForm = z.object({
  username: z
    .string({ error: MESSAGES.usernameMissing })
    .trim()
    .toLowerCase()
    .max(100, MESSAGES.usernameShape),
  password: z.string({ error: MESSAGES.passwordMissing }).max(1000, MESSAGES.passwordMissing),
});

/** Why one person holds roles that check each other; asked for only then. */
const RolesReason = z
  .string()
  .trim()
  .max(200, MESSAGES.reasonLong)
  .refine(...WITHOUT_NUMBERS)
  .optional();

export const StaffForm = z.object({
  username: Username,
  name: StaffName,
  roles: z
    .array(z.enum(ROLES), { error: MESSAGES.rolesMissing })
    .min(1, MESSAGES.rolesMissing)
    .max(ROLES.length, tooManyRows(ROLES.length)),
  reason: RolesReason,
  password: NewPassword,
});

export const StaffChangeForm = StaffForm.omit({ username: true, password: true });

/** Why something is done to an account that its owner feels at once; the log keeps it. */
export const StaffReasonForm = z.object({
  reason: z
    .string({ error: MESSAGES.reasonMissing })
    .trim()
    .min(2, MESSAGES.reasonMissing)
    .max(200, MESSAGES.reasonLong)
    .refine(...WITHOUT_NUMBERS),
});

/** The same where nothing need be said. */
export const StaffNoteForm = z.object({ reason: RolesReason });

export const PasswordResetForm = z.object({ password: NewPassword });

export const PasswordChangeForm = z
  .object({
    current: z.string({ error: MESSAGES.passwordMissing }),
    password: NewPassword,
    repeated: z.string({ error: MESSAGES.passwordMissing }),
  })
  .refine((form) => form.password === form.repeated, {
    path: ['repeated'],
    message: MESSAGES.passwordsDiffer,
  });

/** A code of the authenticator app, or a recovery code; blanks do not count. */
const OneTimeCode = z
  .string({ error: MESSAGES.codeMissing })
  .transform((text) => text.replace(/\s/g, ''))
  .pipe(z.string().min(1, MESSAGES.codeMissing).max(40, MESSAGES.codeShape));

export const LoginCodeForm = z.object({ oneTimeCode: OneTimeCode });

export const FirstCodeForm = z.object({
  oneTimeCode: OneTimeCode.pipe(z.string().regex(/^\d{6}$/, MESSAGES.codeShape)),
});

/** What an unattended screen must not allow asks for the password once more. */
export const ProvenForm = z.object({ current: z.string({ error: MESSAGES.passwordMissing }) });

export const SecondFactorRolesForm = z.object({
  roles: z.array(z.enum(ROLES)).max(ROLES.length, tooManyRows(ROLES.length)).default([]),
});

const CentreName = oneLine(MESSAGES.centreMissing)
  .min(2, MESSAGES.centreMissing)
  .max(100, MESSAGES.centreMissing)
  .refine(...WITHOUT_NUMBERS);

export const CentreForm = z.object({ centreName: CentreName });

export const SetupForm = z
  .object({
    centreName: CentreName,
    adminUsername: Username,
    adminName: StaffName,
    adminPassword: NewPassword,
    headUsername: Username,
    headName: StaffName,
    headPassword: NewPassword,
  })
  .refine((form) => form.adminUsername !== form.headUsername, {
    path: ['headUsername'],
    message: MESSAGES.usernamesSame,
  })
  .refine((form) => !holdsUsername(form.adminPassword, form.adminUsername), {
    path: ['adminPassword'],
    message: MESSAGES.passwordHasUsername,
  })
  .refine((form) => !holdsUsername(form.headPassword, form.headUsername), {
    path: ['headPassword'],
    message: MESSAGES.passwordHasUsername,
  });

import { bool, index, int, primaryKey, table, text } from '../engine/kit';
import { ROLES } from '../../app/staff/role';

/** The one centre that this installation serves; its single row has the id `centre`. */
export const centre = table('centre', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  createdAt: text('created_at').notNull(),
});

export const staff = table('staff', {
  id: text('id').primaryKey(),
  username: text('username').notNull().unique(),
  name: text('name').notNull(),
  passwordHash: text('password_hash').notNull(),
  active: bool('active').notNull(),
  failedLogins: int('failed_logins').notNull(),
  lockedUntilAt: text('locked_until_at'),
  createdAt: text('created_at').notNull(),
  /** Since when the password is one that somebody else chose; null once its owner has chosen one. */
  passwordGivenAt: text('password_given_at'),
  /** Why one person holds roles that are meant for two; null where they do not. */
  rolesReason: text('roles_reason'),
});

export const staffRoles = table(
  'staff_roles',
  {
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    role: text('role', { enum: ROLES }).notNull(),
  },
  (self) => [primaryKey({ columns: [self.staffId, self.role] })],
);

/** A browser session. The id is the SHA-256 of the token in the cookie, so that a stolen file opens no session. */
export const sessions = table(
  'sessions',
  {
    id: text('id').primaryKey(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    createdAt: text('created_at').notNull(),
    seenAt: text('seen_at').notNull(),
    /** The browser and the system it said it was, so that one's own sessions can be told apart. */
    device: text('device'),
    /** When the second factor was given; null where it was not, or was not asked for. */
    verifiedAt: text('verified_at'),
  },
  (self) => [index('sessions_by_staff').on(self.staffId)],
);

/** The passwords an account had, by their hashes: none of the last ones is taken again. */
export const passwordHistory = table(
  'password_history',
  {
    id: text('id').primaryKey(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    passwordHash: text('password_hash').notNull(),
    setAt: text('set_at').notNull(),
  },
  (self) => [index('password_history_by_staff').on(self.staffId)],
);

/** The secret of somebody's authenticator app; unconfirmed until a first code of it was given. */
export const secondFactors = table('second_factors', {
  staffId: text('staff_id')
    .primaryKey()
    .references(() => staff.id),
  secretSealed: text('secret_sealed').notNull(),
  createdAt: text('created_at').notNull(),
  confirmedAt: text('confirmed_at'),
  /** The time step of the last code that was taken: neither it nor an earlier one is taken again. */
  lastStep: int('last_step'),
});

/** What opens an account once when the authenticator is lost, by its keyed hash. */
export const recoveryCodes = table(
  'recovery_codes',
  {
    id: text('id').primaryKey(),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id),
    codeFingerprint: text('code_fingerprint').notNull(),
    usedAt: text('used_at'),
  },
  (self) => [index('recovery_codes_by_staff').on(self.staffId)],
);

/** The roles whose holders must have a second factor. */
export const secondFactorRoles = table('second_factor_roles', {
  role: text('role', { enum: ROLES }).primaryKey(),
  requiredAt: text('required_at').notNull(),
});

/** Failed logins under names that no account has, counted as those of accounts are, so that nobody can tell them apart. */
export const unknownLogins = table('unknown_logins', {
  /** The keyed hash of the name: people type their password into the wrong field. */
  id: text('id').primaryKey(),
  failures: int('failures').notNull(),
  lockedUntilAt: text('locked_until_at'),
  triedAt: text('tried_at').notNull(),
});

/** Failed logins by the network they came from, whatever the names: who tries one password on many is slowed too. */
export const loginAddresses = table('login_addresses', {
  /** The keyed hash of the address. */
  id: text('id').primaryKey(),
  failures: int('failures').notNull(),
  /** From when on the failures are counted. */
  countedFromAt: text('counted_from_at').notNull(),
  lockedUntilAt: text('locked_until_at'),
});

/**
 * A form that was sent after the login had ended, until it is sent again. Sealed, since ID numbers are in it; the id is
 * the SHA-256 of the token that leads back to it.
 */
export const parkedForms = table('parked_forms', {
  id: text('id').primaryKey(),
  /** Whose login had ended; null where nobody knows any more. */
  staffId: text('staff_id').references(() => staff.id),
  path: text('path').notNull(),
  contentSealed: text('content_sealed').notNull(),
  parkedAt: text('parked_at').notNull(),
});

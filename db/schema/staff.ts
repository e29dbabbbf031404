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
  },
  (self) => [index('sessions_by_staff').on(self.staffId)],
);

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

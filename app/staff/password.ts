/**
 * The password policy: at least 10 characters from 3 of the classes lower case, upper case, digit, other
 * (security duties of the product, after GB/T 22239 practice).
 */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 128;
/** How many of the latest passwords of an account, the present one among them, are not taken again. */
export const PASSWORDS_REMEMBERED = 5;
const CLASSES = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/];
export const CLASSES_NEEDED = 3;

/** Whether a password is longer than any that is taken. */
export function isTooLong(password: string): boolean {
  return [...password].length > PASSWORD_MAX;
}

/** Whether a password satisfies the policy. */
export function isStrongPassword(password: string): boolean {
  if ([...password].length < PASSWORD_MIN || isTooLong(password)) return false;
  return CLASSES.filter((kind) => kind.test(password)).length >= CLASSES_NEEDED;
}

/** Whether a password has the name of its account in it, in whatever case. */
export function holdsUsername(password: string, username: string): boolean {
  return username !== '' && password.toLowerCase().includes(username.toLowerCase());
}

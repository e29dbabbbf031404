import { Refusal } from '../refusal';
import { isSoonGuessed, type PasswordOwner } from './guessing.server';
import { holdsUsername } from './password';

/**
 * Refuses a new password that is known as soon as its owner is; its length and classes are the form's.
 * @param field where it was typed
 * @throws Refusal staff.password_has_username, staff.password_guessable beside the field
 */
export async function refuseKnownPassword(
  password: string,
  owner: PasswordOwner,
  field = 'password',
): Promise<void> {
  if (holdsUsername(password, owner.username)) throw new Refusal('staff.password_has_username', {}, field);
  if (await isSoonGuessed(password, owner)) throw new Refusal('staff.password_guessable', {}, field);
}

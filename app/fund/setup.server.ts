import type { z } from 'zod';
import type { Store } from '../../db/client.server';
import { addSampleLines } from '../families/lines.server';
import { refuseKnownPassword } from '../staff/newPassword.server';
import { setUp, staffActor, SYSTEM } from '../staff/staff.server';
import type { SetupUploadForm } from './setup.form';
import { readOrRefuse, uploadTargetForm } from './targetUploads.server';

/**
 * First run from the set-up page: centre, first administrator and head, and the target form where one was given.
 * A form that cannot be read refuses the whole, before any account is made.
 * @returns the id of the upload that waits for the head, or null
 * @throws Refusal setup.done; target_form.refused beside `file`; staff.password_guessable beside the password
 */
export async function setUpWithTargets(
  store: Store,
  given: z.output<typeof SetupUploadForm>,
): Promise<string | null> {
  const file = given.file && {
    fileName: given.file.name,
    bytes: new Uint8Array(await given.file.arrayBuffer()),
  };
  if (file) await readOrRefuse(file);
  await refuseKnownPasswords(given);
  const [, headId] = await setUp(store, {
    centreName: given.centreName,
    staff: [
      {
        username: given.adminUsername,
        name: given.adminName,
        password: given.adminPassword,
        roles: ['admin'],
      },
      {
        username: given.headUsername,
        name: given.headName,
        password: given.headPassword,
        roles: ['head'],
        hasGivenPassword: true,
      },
    ],
  });
  await store.write((write) => addSampleLines(write, SYSTEM));
  if (!file) return null;
  const head = await store.read((read) => staffActor(read, headId!));
  return uploadTargetForm({ store, actor: head! }, file);
}

async function refuseKnownPasswords(given: z.output<typeof SetupUploadForm>): Promise<void> {
  const { centreName, adminUsername, adminName, headUsername, headName } = given;
  const admin = { username: adminUsername, name: adminName, centreName };
  await refuseKnownPassword(given.adminPassword, admin, 'adminPassword');
  const head = { username: headUsername, name: headName, centreName };
  await refuseKnownPassword(given.headPassword, head, 'headPassword');
}

import { and, asc, desc, eq, isNull } from 'drizzle-orm';
import type { Read } from '../../db/client.server';
import { families, familyMembers } from '../../db/schema';
import { todayInChina } from '../calendar/date';
import { parseIdNumber } from '../identity/idNumber';
import { fingerprint } from '../identity/sealing.server';
import { toPlainText } from '../plainText';
import { Refusal } from '../refusal';

/** Whom a service was for: somebody of a file, or a name alone. */
export interface ServedPerson {
  familyId: string | null;
  personName: string;
}

/**
 * Finds whom a service was for. Who has no file is taken by the name alone; beside a file number the name is that of
 * one of the family, beside an ID number that of the person it stands for.
 * @param known whom a record that is corrected was for: a name that is left as it stands is not asked about again
 * @throws Refusal service.name_missing, service.family_unknown {text}, service.name_not_in_file {name, fileNumber,
 * people}, service.name_not_of_id {name, person}
 */
export async function servedPerson(
  read: Read,
  { file, personName }: { file: string; personName: string },
  known?: ServedPerson,
): Promise<ServedPerson> {
  if (file === '') {
    if (personName === '') throw new Refusal('service.name_missing', {}, 'personName');
    return { familyId: null, personName };
  }
  const found = await peopleMeant(read, file);
  if (!found) throw new Refusal('service.family_unknown', { text: file }, 'file');
  const { familyId, names } = found;
  if (personName === '') return { familyId, personName: names[0]! };
  if (known?.familyId === familyId && known.personName === personName) return { familyId, personName };
  if (!names.includes(personName)) throw notThis(personName, found);
  return { familyId, personName };
}

interface PeopleMeant {
  familyId: string;
  fileNumber: string;
  /** Of the whole family, the main person first; of one person where an ID number was given. */
  names: string[];
  isById: boolean;
}

async function peopleMeant(read: Read, text: string): Promise<PeopleMeant | null> {
  const plain = toPlainText(text).replace(/\s/g, '').toUpperCase();
  const id = parseIdNumber(plain, { today: todayInChina(new Date()) });
  const isThis = id.ok
    ? eq(familyMembers.idFingerprint, fingerprint(id.idNumber))
    : eq(families.fileNumber, plain);
  const rows = await read
    .select({ familyId: families.id, fileNumber: families.fileNumber, name: familyMembers.name })
    .from(families)
    .innerJoin(familyMembers, eq(familyMembers.familyId, families.id))
    .where(and(isThis, isNull(families.erasedAt)))
    .orderBy(desc(families.fileYear), desc(families.fileSequence), asc(familyMembers.position));
  const [newest] = rows;
  if (!newest) return null;
  const { familyId, fileNumber } = newest;
  const names = rows.filter((row) => row.familyId === familyId).map(({ name }) => name);
  return { familyId, fileNumber, names, isById: id.ok };
}

function notThis(name: string, { isById, names, fileNumber }: PeopleMeant): Refusal {
  return isById
    ? new Refusal('service.name_not_of_id', { name, person: names[0]! }, 'personName')
    : new Refusal('service.name_not_in_file', { name, fileNumber, people: names.join() }, 'personName');
}

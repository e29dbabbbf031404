import { filesKept, forgetFiles } from './keptFiles';
import { forgetKept, keptUnder } from './KeptOnDevice';

/** The forms of one kind that keep what they hold on the device: under this beginning, and then an id. */
interface KeptPlace {
  keptAs: string;
  /** What they are, for people. */
  label: string;
  to: (id: string) => string;
}

export interface KeptPlaces {
  typed: KeptPlace;
  files: KeptPlace;
}

export interface Waiting {
  keptAs: string;
  label: string;
  to: string;
  at: number;
  name: string;
  /** Files are sent by themselves where their page is open; what was typed can be given up here as well. */
  isTyped: boolean;
}

/** What was filled in on this device and never arrived, each with the page that offers or sends it. */
export async function allWaiting({ typed, files }: KeptPlaces): Promise<Waiting[]> {
  const forms = keptUnder(`${typed.keptAs}:`).map(({ rest: id, at, name }) => ({
    keptAs: `${typed.keptAs}:${id}`,
    label: typed.label,
    to: typed.to(id),
    at,
    name,
    isTyped: true,
  }));
  const sendings = new Map<string, Waiting>();
  for (const { key, at, name = '' } of await filesKept(files.keptAs)) {
    const id = key.slice(files.keptAs.length + 1).split(':')[0]!;
    if (sendings.has(id)) continue;
    const keptAs = `${files.keptAs}:${id}`;
    sendings.set(id, { keptAs, label: files.label, to: files.to(id), at, name, isTyped: false });
  }
  return [...forms, ...sendings.values()];
}

/** Gives up all of it. */
export async function forgetWaiting({ typed, files }: KeptPlaces): Promise<void> {
  for (const { rest } of keptUnder(`${typed.keptAs}:`)) forgetKept(`${typed.keptAs}:${rest}`);
  for (const { key } of await filesKept(files.keptAs)) await forgetFiles(key);
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { startSession } from '../app/http/session.server';
import { closeStore, theStore, type Store } from '../db/client.server';
import { freshDatabase } from './database';

/** Where the requests of the tests come from. */
export const ORIGIN = 'http://bangfu.test';

const folders: string[] = [];

afterAll(async () => {
  await closeStore();
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

/**
 * Gives this process a fresh database, as its environment would: the store that guards, sessions and pages use. Once
 * in a test file, before anything asks for a setting.
 */
export async function processStore(): Promise<Store> {
  const { databaseUrl, sqliteFile } = (await freshDatabase()).address;
  if (databaseUrl) {
    process.env.DATABASE_URL = databaseUrl;
    process.env.DATA_DIR ??= ownFolder();
  } else process.env.DATA_DIR = path.dirname(sqliteFile);
  return theStore();
}

/** Where backups and files of jobs are kept which have no database beside them; gone after the file of tests. */
function ownFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'bangfu-process-'));
  folders.push(folder);
  return folder;
}

/** A request of a browser that has this cookie. */
export function requestWith(cookie: string | null, place = '/', init: RequestInit = {}): Request {
  return new Request(ORIGIN + place, { ...init, headers: cookie ? { Cookie: cookie } : {} });
}

/** Logs somebody in without asking for the password. @returns the cookie as the browser sends it back */
export async function cookieOf(staffId: string): Promise<string> {
  return cookieIn(await startSession(staffId));
}

/** The name and value of a Set-Cookie header. */
export function cookieIn(setCookie: string): string {
  return setCookie.split(';')[0]!;
}

import { afterAll, vi } from 'vitest';

/**
 * Before each test file that has a database: a worker's process and the packages in it stay from file to file, our own
 * modules, with the store and the settings that they hold, begin anew, and so does the environment.
 */
vi.resetModules();

const environment = { ...process.env };

afterAll(() => {
  vi.useRealTimers();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});

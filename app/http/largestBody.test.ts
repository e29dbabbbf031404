import { expect, it } from 'vitest';
import { paths } from '../paths';
import { largestBody } from './largestBody';

const MIB = 1024 * 1024;

/** What the page of each says that a file, or all together, may have. */
it.each([
  [paths.familyPapers('1'), 40],
  [paths.familyPapersKept('1'), 40],
  [paths.familiesImport, 40],
  [paths.paymentsImport, 40],
  [paths.receiptsImport, 40],
  [paths.nationalCompare, 40],
  [paths.indicatorFiles(2019, '1'), 40],
  [paths.projectImport, 5],
  [paths.batchResults('1'), 5],
  [paths.surveyImport('1'), 5],
])('%s takes the %i MB that its page promises, also by script', (path, megabytes) => {
  expect(largestBody(path)).toBeGreaterThanOrEqual((megabytes + 1) * MIB);
  expect(largestBody(`${path}.data`)).toBe(largestBody(path));
});

it.each(['/login', '/families', '/families/import/template', '/indicators/2019', '/national'])(
  '%s takes no more than any form',
  (path) => expect(largestBody(path)).toBe(12 * MIB),
);

import type { ServerBuild } from '@remix-run/node';
import { expect, it } from 'vitest';
import { routePatterns } from './routePatterns.server';
import { buildOf, placeOf, placesOf } from './routesByPlace.server';

const PATHS: Record<string, string | undefined> = {
  'routes/_index': undefined,
  'routes/$': '*',
  'routes/families': 'families',
  'routes/families.$familyId': 'families/:familyId',
  'routes/families.new': 'families/new',
  'routes/case-packs': 'case-packs',
  'routes/case-packs.$id': ':id',
  'routes/$kind.list': ':kind/list',
  'routes/reports.$file': 'reports/:year.docx?',
};
const PARENTS: Record<string, string> = { 'routes/case-packs.$id': 'routes/case-packs' };

const route = (id: string) => ({
  ...{ id, path: PATHS[id], parentId: PARENTS[id] ?? 'root' },
  ...(id.endsWith('_index') && { index: true }),
});
const all = [{ id: 'root', path: '' }, ...Object.keys(PATHS).map(route)];
const routes: unknown = Object.fromEntries(all.map((one) => [one.id, one]));
const build = { routes, assets: { version: '1', routes } } as unknown as ServerBuild;

const ADDRESSES = [
  '/',
  '/families',
  '/Families/new',
  '/families/new/',
  '/families/7',
  '/families/7/none',
  '/families/list',
  '/case-packs/3',
  '/case-packs/3/4',
  '/reports/2019.docx',
  '/nothing',
];

it.each(ADDRESSES)('the routes of its place find for %s what all routes find', async (address) => {
  const place = placeOf(address);
  expect(place).not.toBeNull();
  const narrowed = placesOf(build.routes).has(place!) ? buildOf(build, place!) : build;
  for (const path of [address, '/'])
    expect(await routePatterns(narrowed)(path)).toBe(await routePatterns(build)(path));
});

it('a place knows its own routes only, in the server and for the browser', () => {
  const { routes: own, assets } = buildOf(build, 'case-packs');
  expect(Object.keys(own)).toEqual([
    'root',
    'routes/_index',
    'routes/$',
    'routes/case-packs',
    'routes/case-packs.$id',
    'routes/$kind.list',
  ]);
  expect(Object.keys(assets.routes)).toEqual(Object.keys(own));
  expect(assets.version).toBe('1');
});

it('what is asked for beside a page lies where the page lies', () => {
  const places = ['/_root.data', '/families.data', '/families/7.data', '//families', '/%66amilies'].map(
    placeOf,
  );
  expect(places).toEqual(['', 'families', 'families', null, '%66amilies']);
});

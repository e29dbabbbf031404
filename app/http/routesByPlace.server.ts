import type { ServerBuild } from '@remix-run/node';

type Routes = ServerBuild['routes'];

/** The page beside which single fetch asks for data; of a page itself, that page. */
export function pageOf(path: string): string {
  const page = path.replace(/\.data$/, '');
  return page === '/_root' ? '/' : page;
}

/**
 * Names the part of the product that an address lies in, by its first segment: `families` of `/families/1/approve` and
 * of the data that is asked for beside that page, an empty text for the home page, null where there is no first segment.
 */
export function placeOf(path: string): string | null {
  const page = pageOf(path);
  if (page === '/') return '';
  return page.split('/')[1]?.toLowerCase() || null;
}

/** The places that routes name; anywhere else only a route with a parameter or a splat can fit. */
export function placesOf(routes: Routes): Set<string> {
  return new Set(Object.keys(routes).map((id) => firstSegment(routes, id) ?? ''));
}

/**
 * The product as it is under one place, with the routes that can fit an address there. The router flattens, ranks and
 * tries all routes that it knows, and makes an element of each, several times for every page.
 * @param place one of `placesOf`
 */
export function buildOf(build: ServerBuild, place: string): ServerBuild {
  const fits = ([id]: [string, unknown]) => {
    const first = firstSegment(build.routes, id);
    return first === null || first === place || isOpen(first);
  };
  const only = <T>(all: Record<string, T>) => Object.fromEntries(Object.entries(all).filter(fits));
  return {
    ...build,
    routes: only(build.routes),
    assets: { ...build.assets, routes: only(build.assets.routes) },
  };
}

/** The first segment of a route's whole path; null of what lies around pages, and of the home page. */
function firstSegment(routes: Routes, id: string): string | null {
  let path = '';
  for (let route = routes[id]; route; route = route.parentId ? routes[route.parentId] : undefined)
    path = `${route.path ?? ''}/${path}`;
  return (
    path
      .split('/')
      .find((segment) => segment)
      ?.toLowerCase() ?? null
  );
}

/** Whether a segment of a route stands for others than itself. */
function isOpen(segment: string): boolean {
  return /^[:*]|\?$/.test(segment);
}

import type { ServerBuild } from '@remix-run/node';
import { matchRoutes } from '@remix-run/react';
import { pageOf } from './routesByPlace.server';

type Branch = Parameters<typeof matchRoutes>[0][number];

/**
 * Names a request by the pattern of its route, e.g. `/families/:familyId/approve`: what people look at stays out of
 * the figures, and there are only so many of them. Files are `/assets`, what no route fits is `unmatched`.
 */
export function routePatterns(
  build: ServerBuild | (() => Promise<ServerBuild>),
): (path: string) => Promise<string> {
  let tree: Branch[] | undefined;
  return async (path) => {
    if (path.startsWith('/assets/')) return '/assets';
    tree ??= treeOf((await (typeof build === 'function' ? build() : build)).routes);
    const matched = matchRoutes(tree, pageOf(path));
    if (!matched) return 'unmatched';
    const parts = matched.map(({ route }) => route.path).filter((part) => part);
    return `/${parts.join('/')}`;
  };
}

function treeOf(routes: ServerBuild['routes'], parentId?: string): Branch[] {
  return Object.values(routes)
    .filter((route) => route?.parentId === parentId)
    .map((route): Branch => {
      const { id, path, index } = route;
      return index ? { id, path, index } : { id, path, children: treeOf(routes, id) };
    });
}

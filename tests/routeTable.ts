import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { PERMISSIONS, type Permission } from '../app/staff/permission';
import { ROLES, type Role } from '../app/staff/role';

/** What a loader or an action asks for first. */
export type Asked = Permission | 'anybody' | 'staff' | 'step';

export interface RouteEntry {
  file: string;
  /** `/families/$familyId/approve` */
  pattern: string;
  loader: Asked | null;
  action: Asked | null;
}

const ROUTES = 'app/routes';
/** A permission that depends on a parameter, read for the value that the parameter is given here. */
const BY_PARAMETER: Record<string, Permission> = { 'FAMILY_STEPS[act].permission': 'family.approve' };

/** Every route with what its loader and its action ask for, read from the files: none is forgotten. */
export function routeTable(): RouteEntry[] {
  return readdirSync(ROUTES)
    .filter((name) => name.endsWith('.tsx'))
    .map((file) => {
      const text = readFileSync(path.join(ROUTES, file), 'utf8');
      return {
        file,
        pattern: patternOf(file),
        loader: askedBy(text, 'loader'),
        action: askedBy(text, 'action'),
      };
    });
}

/** The roles that are let through. */
export function rolesFor(asked: Asked): readonly Role[] {
  return asked === 'anybody' || asked === 'staff' || asked === 'step' ? ROLES : PERMISSIONS[asked];
}

function patternOf(file: string): string {
  const segments = file.replace(/\.tsx$/, '').split('.');
  const named = segments
    .map((segment) => segment.replace(/_$/, ''))
    .filter((segment) => segment !== '_index');
  return `/${named.join('/')}`;
}

function askedBy(text: string, name: 'loader' | 'action'): Asked | null {
  const body = new RegExp(`export (?:async )?function ${name}\\b[\\s\\S]*?\\n}`).exec(text)?.[0];
  if (!body) return null;
  const [, kind, argument = ''] = /guard(Staff|Step)?\(request(?:, ([^)]+))?\)/.exec(body) ?? [];
  if (!/guard(Staff|Step)?\(/.test(body)) return 'anybody';
  if (kind === 'Staff') return 'staff';
  if (kind === 'Step') return 'step';
  const permission = BY_PARAMETER[argument] ?? argument.replaceAll("'", '');
  if (!(permission in PERMISSIONS)) throw new Error(`Unknown permission ${argument} in ${name}.`);
  return permission as Permission;
}

import type { IconName } from './Icon';

export interface NavItem {
  to: string;
  label: string;
  icon?: IconName;
  badge?: number | string;
}

export interface NavGroup {
  heading: string;
  items: NavItem[];
}

/** The one item whose address is the page's or its nearest ancestor's. */
export function closestItem(nav: NavGroup[], pathname: string): NavItem | undefined {
  return nav
    .flatMap((group) => group.items)
    .filter((item) => pathname === pathOf(item) || pathname.startsWith(`${pathOf(item)}/`))
    .sort((one, other) => pathOf(other).length - pathOf(one).length)[0];
}

function pathOf(item: NavItem): string {
  return item.to.split(/[?#]/)[0] ?? '';
}

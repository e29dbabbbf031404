import { describe, expect, it } from 'vitest';
import { closestItem } from './navigation';
import type { NavGroup } from './navigation';

const NAV: NavGroup[] = [
  { heading: 'Start', items: [{ to: '/', label: 'Home' }] },
  {
    heading: 'Work',
    items: [
      { to: '/cases', label: 'Cases' },
      { to: '/cases/new?kind=a', label: 'New case' },
    ],
  },
];

describe('closestItem', () => {
  it.each([
    ['/', 'Home'],
    ['/cases', 'Cases'],
    ['/cases/17', 'Cases'],
    ['/cases/new', 'New case'],
    ['/cases/new/2', 'New case'],
    ['/casesheet', undefined],
  ])('at %s it is %s', (path, label) => {
    expect(closestItem(NAV, path)?.label).toBe(label);
  });
});

import { isIPv4, isIPv6 } from 'node:net';

/**
 * What stands for the network that a request came from, for counting failed logins.
 * @param ip the address that the server believes, in either notation
 * @returns an IPv4 address, or the first 64 bits of an IPv6 address, which one customer has to themselves; null where it
 * says nothing of who asks: from this machine itself, where a proxy that nobody told us of would stand for everybody
 */
export function countedNetwork(ip: string | undefined): string | null {
  const plain = ip?.replace(/^::ffff:(?=\d+\.)/i, '') ?? '';
  if (isIPv4(plain)) return plain.startsWith('127.') ? null : plain;
  const [address] = plain.split('%');
  if (!isIPv6(address!) || address === '::1') return null;
  return `${firstGroups(address!).join(':')}::/64`;
}

/** The first four groups of an IPv6 address, without leading zeros. */
function firstGroups(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const groups = head === '' ? [] : head.split(':');
  if (tail !== undefined) {
    const after = tail === '' ? [] : tail.split(':');
    groups.push(...Array<string>(Math.max(0, 8 - groups.length - after.length)).fill('0'), ...after);
  }
  return groups.slice(0, 4).map((group) => Number.parseInt(group, 16).toString(16));
}

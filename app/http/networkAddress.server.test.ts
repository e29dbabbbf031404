import { describe, expect, it } from 'vitest';
import { countedNetwork } from './networkAddress.server';

describe('the network that failed logins are counted for', () => {
  it.each([
    ['an address of version 4', '10.1.2.3', '10.1.2.3'],
    ['one in the notation of version 6', '::ffff:10.1.2.3', '10.1.2.3'],
    ['the first half of one of version 6', '2001:db8:12:3400::7', '2001:db8:12:3400::/64'],
    ['of another one of the same customer', '2001:DB8:12:3400:9:8:7:6', '2001:db8:12:3400::/64'],
    ['of a short one', '2001:db8::1', '2001:db8:0:0::/64'],
    ['of one with its zeros', '2001:0db8:0000:0000:0000:0000:0000:0001', '2001:db8:0:0::/64'],
    ['of one of the local network', 'fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['nothing of this machine', '127.0.0.1', null],
    ['nothing of this machine in version 6', '::1', null],
    ['nothing of this machine in both notations', '::ffff:127.0.0.1', null],
    ['nothing of what is no address', 'unknown', null],
    ['nothing of none', undefined, null],
  ])('is %s', (_, ip, network) => expect(countedNetwork(ip)).toBe(network));
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { networkOf } from './client-address.ts';

describe('networkOf', () => {
  test.each([
    ['203.0.113.7', '203.0.113.7'],
    ['203.0.113.7:51000', '203.0.113.7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['[2001:DB8:1:2::6]:443', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['64:ff9b::192.0.2.33', '64:ff9b:0:0::/64'],
    ['1:2:3:4:5:6:192.0.2.33', '1:2:3:4::/64'],
    ['unknown', 'unknown'],
  ])('%s is counted under %s', (address, network) => {
    expect(networkOf(address)).toBe(network);
  });

  test('every address of one /64, however it is written, is counted together, and no other', () => {
    const group = fc.integer({ min: 0, max: 0xffff });
    const half = fc.tuple(group, group, group, group);
    const write = (groups: readonly number[]) => groups.map((value) => value.toString(16)).join(':');
    const shorten = (text: string) => new URL(`http://[${text}]`).hostname.slice(1, -1);
    fc.assert(
      fc.property(half, half, half, (network, one, two) => {
        const first = write([...network, ...one]);
        expect(networkOf(first)).toBe(networkOf(shorten(write([...network, ...two]))));
        const [head, ...rest] = network;
        expect(networkOf(write([head ^ 1, ...rest, ...one]))).not.toBe(networkOf(first));
      }),
    );
  });
});

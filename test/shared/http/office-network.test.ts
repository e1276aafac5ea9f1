import { expect, test } from 'vitest';
import { fromOffice } from '../../../shared/http/office-network.ts';

const networks = '203.0.113.0/24 198.51.100.7/32 2001:db8:12::/48';

test.each([
  ['203.0.113.0', true],
  ['203.0.113.255', true],
  ['203.0.112.255', false],
  ['203.0.114.0', false],
  ['198.51.100.7', true],
  ['198.51.100.8', false],
  ['2001:db8:12::1', true],
  ['2001:0db8:0012:ffff:0:0:0:1', true],
  ['2001:db8:13::1', false],
  // A gateway that writes an IPv4 address in the form of IPv6 means the same machine.
  ['::ffff:203.0.113.9', true],
  ['::ffff:203.0.114.9', false],
  ['127.0.0.1', false],
  ['', false],
  ['203.0.113.9, 10.0.0.1', false],
  ['office', false],
])('%j is at the office: %s', (address, expected) => {
  expect(fromOffice(networks, address)).toBe(expected);
});

test('where a zone names no addresses, officers work from everywhere', () => {
  expect(fromOffice('', '192.0.2.1')).toBe(true);
});

test('a list that cannot be read lets nobody in', () => {
  expect(() => fromOffice('203.0.113.0/99', '203.0.113.1')).toThrow();
  expect(() => fromOffice('the office', '203.0.113.1')).toThrow();
});

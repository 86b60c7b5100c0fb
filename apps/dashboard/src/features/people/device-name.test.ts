import { expect, test } from 'vitest';
import { deviceName } from './device-name.ts';

test('browsers that call themselves Chrome and Safari too are told apart', () => {
  const edge = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0';
  const phone = 'Mozilla/5.0 (Linux; Android 15; SM-A556E) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36';
  const iphone =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/19.0 Mobile Safari/604.1';
  expect(deviceName(edge)).toEqual({ browser: 'Edge', system: 'Windows' });
  expect(deviceName(phone)).toEqual({ browser: 'Chrome', system: 'Android' });
  expect(deviceName(iphone)).toEqual({ browser: 'Safari', system: 'iOS' });
});

test('a program that is no browser has no such name', () => {
  expect(deviceName('node')).toBeUndefined();
  expect(deviceName('')).toBeUndefined();
});

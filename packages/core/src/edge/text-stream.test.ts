import { expect, test } from 'vitest';
import { textStream } from './text-stream.ts';

test('the parts arrive whole and in order, whatever letters they hold', async () => {
  async function* parts() {
    yield 'Kopi “Gayo”\n';
    yield '☕\n';
  }
  expect(await new Response(textStream(parts())).text()).toBe('Kopi “Gayo”\n☕\n');
});

test('a part that cannot be made breaks the answer off', async () => {
  async function* parts() {
    yield 'first\n';
    throw new Error('the database went away');
  }
  await expect(new Response(textStream(parts())).text()).rejects.toThrow('the database went away');
});

test('a caller who goes away ends the making', async () => {
  let isEnded = false;
  async function* parts() {
    try {
      for (;;) yield 'more\n';
    } finally {
      isEnded = true;
    }
  }
  const reader = textStream(parts()).getReader();
  await reader.read();
  await reader.cancel();
  expect(isEnded).toBe(true);
});

import type { RouteConfig } from '@hono/zod-openapi';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { allRoutes } from './document.ts';

interface Media {
  readonly schema?: unknown;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

const admin = allRoutes.filter(({ path }) => path.startsWith('/admin'));
const mediaOf = (place: unknown): Media[] => {
  const content: unknown = typeof place === 'object' && place !== null ? Reflect.get(place, 'content') : undefined;
  return Object.values((content ?? {}) as Record<string, Media>);
};
const examplesOf = ({ example, examples }: Media): unknown[] => [
  ...(example === undefined ? [] : [example]),
  ...Object.values(examples ?? {}).map(({ value }) => value),
];
const nameOf = (route: RouteConfig) => `${route.method.toUpperCase()} ${route.path}`;

test('the operators have all their operations', () => {
  expect(admin.length).toBe(10);
});

test.each(admin.map((route) => [nameOf(route), route] as const))(
  '%s: every example fits its schema, without a field too many',
  (_name, route) => {
    const places = [route.request?.body, ...Object.values(route.responses)];
    const media = places.flatMap(mediaOf);
    expect(media.length).toBeGreaterThan(4);
    for (const one of media) {
      const examples = examplesOf(one);
      expect([one, examples.length]).not.toEqual([one, 0]);
      if (!(one.schema instanceof z.ZodType)) throw new Error('no schema');
      for (const example of examples) {
        const isInput = mediaOf(route.request?.body).includes(one);
        const parsed = one.schema.parse(example);
        if (isInput) expect(parsed).toMatchObject(Object(example));
        else expect(parsed).toEqual(example);
      }
    }
  },
);

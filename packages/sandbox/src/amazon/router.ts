import { notFound } from './refusal.ts';
import type { Route } from './routes.ts';

export interface Match {
  readonly route: Route;
  /** Decoded parts of the path. */
  readonly params: readonly string[];
}

/** Finds the route of a request. */
export class Router {
  readonly #bySize = new Map<number, { readonly route: Route; readonly words: readonly string[] }[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const words = route.path.split('/');
      this.#bySize.set(words.length, [...(this.#bySize.get(words.length) ?? []), { route, words }]);
    }
  }

  /** @throws Refusal 404 */
  find(method: string, path: string): Match {
    const words = path.split('/');
    const found = this.#bySize
      .get(words.length)
      ?.find((entry) => entry.route.method === method && entry.words.every((word, at) => word.startsWith('{') || word === words[at]));
    if (!found) throw notFound('Resource not found');
    return { route: found.route, params: words.filter((_, at) => found.words[at]?.startsWith('{')).map(decode) };
  }
}

function decode(word: string): string {
  try {
    return decodeURIComponent(word);
  } catch (error) {
    throw Object.assign(notFound('Resource not found'), { cause: error });
  }
}

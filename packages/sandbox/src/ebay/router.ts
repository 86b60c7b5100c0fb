import type { Route } from './route.ts';

export interface Match {
  readonly route: Route;
  /** Parts of the path where the route has a star, decoded. */
  readonly params: readonly string[];
}

interface Compiled {
  readonly route: Route;
  readonly words: readonly string[];
}

/** Finds the route of a request; a closing slash does not matter. */
export class Router {
  readonly #bySize = new Map<number, Compiled[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const words = wordsOf(route.path);
      this.#bySize.set(words.length, [...(this.#bySize.get(words.length) ?? []), { route, words }]);
    }
  }

  /** `path` says that the path is known, but not with this method. */
  find(method: string, path: string): Match | 'path' | undefined {
    const words = wordsOf(path);
    const samePath = (this.#bySize.get(words.length) ?? []).filter((candidate) =>
      candidate.words.every((word, at) => word === '*' || word === words[at]),
    );
    if (samePath.length === 0) return undefined;
    // Fixed words before ids: `offer/publish_by_inventory_item_group` is no offer.
    const [best] = samePath.filter(({ route }) => route.method === method).sort((a, b) => stars(a.words) - stars(b.words));
    if (!best) return 'path';
    return { route: best.route, params: words.filter((_, at) => best.words[at] === '*').map(decodeURIComponent) };
  }
}

const wordsOf = (path: string): string[] => path.split('/').filter((word) => word !== '');
const stars = (words: readonly string[]): number => words.filter((word) => word === '*').length;

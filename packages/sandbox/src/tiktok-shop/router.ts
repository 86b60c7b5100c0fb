import { Refusal } from './refusal.ts';
import type { Route } from './routes.ts';

export interface Match {
  readonly route: Route;
  readonly params: readonly string[];
}

interface Compiled {
  readonly route: Route;
  readonly words: readonly string[];
}

/** Finds the route of a request; tells a wrong path (36009009) from a wrong method (36009010) and a wrong version (36009014). */
export class Router {
  readonly #bySize = new Map<string, Compiled[]>();

  constructor(routes: readonly Route[]) {
    for (const route of routes) {
      const words = route.path.slice(1).split('/');
      const key = `${words[0]}/${words.length}`;
      this.#bySize.set(key, [...(this.#bySize.get(key) ?? []), { route, words }]);
    }
  }

  find(method: string, path: string): Match {
    const words = path.slice(1).split('/');
    const candidates = this.#bySize.get(`${words[0]}/${words.length}`) ?? [];
    const samePath = candidates.filter((candidate) => candidate.words.every((word, at) => at === 1 || word === '*' || word === words[at]));
    if (samePath.length === 0) throw new Refusal(36009009, `No such path '${path}'`);
    const sameMethod = samePath.filter((candidate) => candidate.route.method === method);
    if (sameMethod.length === 0) throw new Refusal(36009010, `Method ${method} is not allowed for '${path}'`);
    // Fixed words before ids: `packages/search` is no package.
    const [best] = sameMethod.filter((candidate) => candidate.words[1] === words[1]).sort((a, b) => stars(a.words) - stars(b.words));
    if (!best) throw new Refusal(36009014, `Version '${words[1] ?? ''}' of '${path}' is unknown or retired`);
    return { route: best.route, params: words.filter((_, at) => best.words[at] === '*') };
  }
}

const stars = (words: readonly string[]): number => words.filter((word) => word === '*').length;

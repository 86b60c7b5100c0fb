import type { CallHandler } from './call.ts';
import type { Resource } from './daily-use.ts';

export interface Route {
  /** Name for counters and faults. */
  readonly api: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** `*` stands for an id. */
  readonly path: string;
  readonly resource: Resource;
  /** Any one of these opens it. */
  readonly scopes: readonly string[];
  /** Wants `Content-Language`. Every inventory call wants `Accept-Language`. */
  readonly writesText?: boolean;
  readonly answer: CallHandler;
}

interface Family extends Pick<Route, 'resource' | 'scopes'> {
  readonly base: string;
}

type MakeRoute = (api: string, line: string, answer: CallHandler, more?: Partial<Route>) => Route;

/** Makes the routes of one API: `line` is `GET /order`. */
export function routesOf({ base, ...common }: Family): MakeRoute {
  return (api, line, answer, more = {}) => {
    const [method, path] = line.split(' ');
    if (!isMethod(method) || path === undefined) throw new RangeError(`not a route: ${line}`);
    return { api, method, path: base + path, ...common, answer, ...more };
  };
}

const isMethod = (text: string | undefined): text is Route['method'] =>
  text === 'GET' || text === 'POST' || text === 'PUT' || text === 'DELETE';

import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Every number that the hub publishes. Built once and passed around; labels never hold ids of tenants or people. */
export class HubMetrics {
  readonly registry = new Registry();
  readonly since = new Date();
  readonly #requests: Histogram<'method' | 'route' | 'status'>;
  readonly #errors: Counter<'category'>;
  readonly #calls: Histogram<'platform' | 'operation' | 'outcome'>;
  readonly #breakers: Gauge<'name'>;

  constructor() {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry });
    this.#requests = new Histogram({
      name: 'shopfleet_http_request_seconds',
      help: 'Time to answer a request',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.1, 0.3, 1, 5],
      registers,
    });
    this.#errors = new Counter({
      name: 'shopfleet_errors_total',
      help: 'Refused and failed work by code',
      labelNames: ['category'],
      registers,
    });
    this.#calls = new Histogram({
      name: 'shopfleet_platform_call_seconds',
      help: 'Time of a call to a marketplace',
      labelNames: ['platform', 'operation', 'outcome'],
      buckets: [0.05, 0.2, 0.5, 1, 3, 10],
      registers,
    });
    this.#breakers = new Gauge({
      name: 'shopfleet_circuit_open',
      help: '1 while a circuit breaker is open',
      labelNames: ['name'],
      registers,
    });
  }

  request(request: { method: string; route: string; status: number; durationMs: number }): void {
    const { method, route, status } = request;
    this.#requests.observe({ method, route, status }, request.durationMs / 1000);
    if (status >= 400) this.error(`http ${status}`);
  }

  error(category: string): void {
    this.#errors.inc({ category });
  }

  call(call: { platform: string; operation: string; durationMs: number; outcome: string }): void {
    const { platform, operation, outcome } = call;
    this.#calls.observe({ platform, operation, outcome }, call.durationMs / 1000);
    if (outcome !== 'ok') this.error(`${platform} ${outcome}`);
  }

  breaker(change: { name: string; state: string }): void {
    this.#breakers.set({ name: change.name }, change.state === 'open' ? 1 : 0);
  }

  /** A number that is read when somebody asks, such as the length of a queue. */
  watch(name: string, help: string, labelName: string, read: () => Promise<Readonly<Record<string, number>>>): void {
    const noteFailure = () => this.error('metrics unreadable');
    new Gauge({
      name,
      help,
      labelNames: [labelName],
      registers: [this.registry],
      async collect() {
        this.reset();
        // Without the database this number is left out; the others are worth the more.
        const values = await read().catch(noteFailure);
        for (const [label, value] of Object.entries(values ?? {})) this.set({ [labelName]: label }, value);
      },
    });
  }

  /** Errors since the start, by category. */
  async errorCounts(): Promise<Record<string, number>> {
    const { values } = await this.#errors.get();
    return Object.fromEntries(values.map(({ labels, value }) => [String(labels.category), value]));
  }
}

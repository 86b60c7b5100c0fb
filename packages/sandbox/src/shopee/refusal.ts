/** An answer with an error. Decide on the error's name: the texts are the sandbox's own, as far as none is published. */
export class Refusal extends Error {
  readonly error: string;
  /** What some errors carry nevertheless. */
  readonly response: Readonly<Record<string, unknown>> | undefined;

  constructor(error: string, message: string, response?: Readonly<Record<string, unknown>>) {
    super(message);
    this.error = error;
    this.response = response;
  }
}

export const wrong = (name: string): Refusal => new Refusal('error_param', `Wrong parameters, detail: ${name} is missing or malformed.`);

/** An error of the API calls: status and code in the envelope. */
export class Refusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/** An error of the OAuth calls, where `error` is a string. */
export class OAuthRefusal extends Error {
  readonly status: number;
  readonly code: string;

  constructor(code: string, description: string, status = code === 'invalid_client' ? 401 : 400) {
    super(description);
    this.code = code;
    this.status = status;
  }
}

export const invalidParams = (message: string): Refusal => new Refusal(400, 'invalid_params', message);

export const badToken = (): Refusal => new Refusal(401, 'access_token_invalid', 'The access token is invalid or not found in the request.');

export const malformed = (): OAuthRefusal => new OAuthRefusal('invalid_request', 'The request parameters are malformed.');

/**
 * Every error code that can leave the hub, with its HTTP status and its public title.
 * Codes are never reused; each has a paragraph in docs/reference/errors.md, which a test compares.
 */
export const errorCatalogue = {
  INVALID_REQUEST: { status: 400, title: 'The request is not valid' },
  INVALID_MONEY: { status: 400, title: 'The amount is not valid' },
  INVALID_CURSOR: { status: 400, title: 'The page cursor is not valid' },
  UNAUTHORIZED: { status: 401, title: 'You are not signed in' },
  INVALID_CREDENTIALS: { status: 401, title: 'E-mail or password is wrong' },
  INVALID_SIGNATURE: { status: 401, title: 'The signature is not valid' },
  FORBIDDEN: { status: 403, title: 'You may not do this' },
  NOT_FOUND: { status: 404, title: 'There is no such thing here' },
  CONFLICT: { status: 409, title: 'This does not fit the current state' },
  EMAIL_TAKEN: { status: 409, title: 'This e-mail address has an account already' },
  SHOP_ALREADY_CONNECTED: { status: 409, title: 'This shop is connected to another organisation' },
  ILLEGAL_TRANSITION: { status: 409, title: 'This status cannot follow the current one' },
  IDEMPOTENCY_KEY_IN_USE: { status: 409, title: 'A request with this Idempotency-Key is still running' },
  ALREADY_PRINTED: { status: 409, title: 'This document was printed already' },
  PRECONDITION_FAILED: { status: 412, title: 'Somebody else changed this in the meantime' },
  BODY_TOO_LARGE: { status: 413, title: 'The request body is too large' },
  UNSUPPORTED_MEDIA_TYPE: { status: 415, title: 'The content type is not supported' },
  IDEMPOTENCY_KEY_REUSED: { status: 422, title: 'This Idempotency-Key was used with another request' },
  UNREADABLE_DOCUMENT: { status: 422, title: 'The document cannot be printed' },
  RATE_LIMIT_EXCEEDED: { status: 429, title: 'Too many requests' },
  OAUTH_STATE_INVALID: { status: 400, title: 'This connection link is not valid' },
  OAUTH_STATE_EXPIRED: { status: 400, title: 'This connection link has expired' },
  OAUTH_STATE_USED: { status: 400, title: 'This connection link was used already' },
  OAUTH_DENIED: { status: 400, title: 'The seller refused the connection' },
  PAIRING_CODE_INVALID: { status: 400, title: 'This pairing code is not valid' },
  PAIRING_CODE_EXPIRED: { status: 400, title: 'This pairing code has expired' },
  PLATFORM_REJECTED: { status: 422, title: 'The marketplace refused this' },
  PLATFORM_UNSUPPORTED: { status: 422, title: 'The marketplace cannot do this' },
  PLATFORM_UNAVAILABLE: { status: 503, title: 'The marketplace does not answer' },
  NEEDS_RECONNECT: { status: 409, title: 'The shop must be connected again' },
  OUTCOME_UNKNOWN: { status: 502, title: 'The marketplace did not say whether it took effect' },
  INTERNAL_ERROR: { status: 500, title: 'Something went wrong on our side' },
  NOT_READY: { status: 503, title: 'The hub is not ready' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCatalogue;

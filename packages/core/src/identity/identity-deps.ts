import type { Database } from '@shopfleet/db';
import type { Clock, Log } from '@shopfleet/kernel';
import type { ExternalIssuer } from './external-issuer.ts';
import type { SignInSettings } from './sign-in-library.ts';

/** What identity needs from the composition root. */
export interface IdentityDeps {
  readonly db: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly publicUrl: string;
  readonly signIn: SignInSettings;
  /** True lets anybody found an organisation; else only the first user and people with an invitation get in. */
  readonly isRegistrationOpen: boolean;
  readonly externalIssuer: ExternalIssuer | undefined;
}

/** From where a person signs in, as kept with the session. */
export interface SignInPlace {
  readonly ipAddress: string;
  readonly userAgent: string;
}

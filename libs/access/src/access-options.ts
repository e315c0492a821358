/** What the access library needs to know. */
export interface AccessOptions {
  /** Issuer of the access tokens. */
  issuer: string;
  /** The key ring for personal data as JSON; only for services that hold personal data. */
  personalKeys?: string;
}

/** Injection token. */
export const ACCESS_OPTIONS = Symbol('access options');

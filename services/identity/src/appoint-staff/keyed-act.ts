import { Injectable } from '@nestjs/common';
import type { ActRequest } from '#lib/service-kit';
import { KeyCipher } from '../signing-keys/key-cipher.js';

/** Makes a request with a password in its body safe to remember. */
@Injectable()
export class KeyedAct {
  constructor(private readonly cipher: KeyCipher) {}

  /** The same act under a keyed fingerprint: the stored one is no way to guess the password from the table. */
  of(act: ActRequest): ActRequest {
    return { ...act, fingerprint: this.cipher.fingerprint(act.fingerprint) };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.js';
import { blindIndex, openPersonal, parseKeyRing, type PersonalKeyRing, sealPersonal } from './personal/index.js';

/** Seals and opens personal data for the services that hold the key ring. */
@Injectable()
export class PersonalVault {
  private readonly ring: PersonalKeyRing | undefined;

  constructor(@Inject(ACCESS_OPTIONS) options: AccessOptions) {
    this.ring = options.personalKeys === undefined ? undefined : parseKeyRing(options.personalKeys);
  }

  /**
   * Seals an object of personal data.
   *
   * @param content the fields
   * @param context what it belongs to, e.g. `applicant:<case id>`; it opens only with the same
   */
  seal(content: object, context: string): string {
    return sealPersonal(this.keys(), JSON.stringify(content), context);
  }

  /** Opens what `seal` made. @throws PersonalSealBroken */
  open<T extends object>(sealed: string, context: string): T {
    return JSON.parse(openPersonal(this.keys(), sealed, context)) as T;
  }

  /** The blind index of an ID number or credit code, by which a person's matters are found. */
  index(kind: Parameters<typeof blindIndex>[1], value: string): string {
    return blindIndex(this.keys().index, kind, value);
  }

  private keys(): PersonalKeyRing {
    if (this.ring === undefined) throw new Error('this service holds no key ring for personal data');
    return this.ring;
  }
}

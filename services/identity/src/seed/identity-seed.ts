import type { Role } from '#lib/access';
import type { LetterKind, Power } from '../letter/letter.states.js';

/** A department or hall. */
export interface SeedOrganisation {
  organisationId: string;
  name: string;
  shortName: string;
  kind: 'department' | 'hall';
  /** 统一社会信用代码 (GB 32100). */
  creditCode: string;
  /** GB/T 2260, six digits. */
  region: string;
  aliases?: string[];
}

/** A person with roles and an account. One of them needs the role authority-manager: nobody else could appoint the next. */
export interface SeedStaff {
  staffId: string;
  organisationId: string;
  name: string;
  roles: Role[];
  window?: string;
  /** Not kept: a person's region is that of their organisation. */
  region?: string;
  login: string;
  password: string;
}

/** A citizen with an account. */
export interface SeedCitizen {
  personId: string;
  login: string;
  password: string;
  /** Only its blind index reaches the database. */
  idNumber: string;
  /** Not kept by identity; for whoever plays the citizen. */
  name?: string;
  /** Not kept by identity; for whoever plays the citizen. */
  phone?: string;
}

/** A letter of authority: `hallId` for a delegation, `staffId` and `powers` for an authorisation; empty is as good as left out. */
export interface SeedLetter {
  letterId: string;
  kind: LetterKind;
  letterNumber: string;
  departmentId: string;
  hallId?: string;
  staffId?: string;
  /** Left out or empty: every item of the department. */
  itemIds?: string[];
  powers?: Power[];
  /** Not kept: a letter's region is that of its department. */
  region?: string;
  /** ISO 8601 with a time zone. */
  validFrom: string;
  validUntil: string;
}

/** What an empty platform needs to know of people before anybody can act. Other fields of the file are others' business. */
export interface IdentitySeed {
  organisations: SeedOrganisation[];
  staff: SeedStaff[];
  citizens: SeedCitizen[];
  letters: SeedLetter[];
}

/** A seed that cannot be loaded; the message names file and line, or file and JSON path, of every fault. */
export class SeedFault extends Error {
  override readonly name = 'SeedFault';

  constructor(file: string, faults: readonly string[]) {
    super(faults.map((fault) => `${file}: ${fault}`).join('\n'));
  }
}

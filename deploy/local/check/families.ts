import { bundles } from './bundles.js';
import { cases } from './cases.js';
import { certificates } from './certificates.js';
import { clients } from './clients.js';
import { copies } from './copies.js';
import { deadLetters } from './dead-letters.js';
import { deadlines } from './deadlines.js';
import { decisions } from './decisions.js';
import { documents } from './documents.js';
import type { Family } from './equation.js';
import { handOffs } from './hand-offs.js';
import { histories } from './histories.js';
import { holds } from './holds.js';
import { journal } from './journal.js';
import { money } from './money.js';
import { promises } from './promises.js';
import { provider } from './provider.js';
import { ratings } from './ratings.js';
import { regions } from './regions.js';
import { supervision } from './supervision.js';

/** Everything that is looked at, in the order of telling. */
export const families: readonly Family[] = [
  journal,
  histories,
  handOffs,
  cases,
  decisions,
  promises,
  bundles,
  money,
  provider,
  holds,
  certificates,
  documents,
  deadlines,
  ratings,
  supervision,
  copies,
  regions,
  deadLetters,
  clients,
];

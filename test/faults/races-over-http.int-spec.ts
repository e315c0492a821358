import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { decidedAtTheThreshold } from './races/card-against-late-fact.js';
import { curedAtTheLimit } from './races/cure-against-lapse.js';
import { OpenHall } from './races/open-hall.js';
import { paidWhileWithdrawn } from './races/payment-against-withdrawal.js';
import { certificateRevoked, decisionRevoked } from './races/release-against-revocation.js';
import { Balance, playRounds, rounds } from './races/rounds.js';
import { ratedTwice } from './races/two-evaluations.js';

/*
 * One hall for all. Every act goes through the gateway to a service that is a process of its own; what another desk must know
 * of it travels over the bus. Time moves in two races only: they come before those that leave much open.
 */

let hall: OpenHall;
beforeAll(async () => {
  hall = await OpenHall.open();
}, 600_000);
afterAll(async () => hall?.close(), 60_000);

/** A slow machine needs its time. */
const patience = 900_000;

/** What the clerk is told whose cure came second. */
const cameSecond = [
  '409 outstanding-material.changed-meanwhile',
  '409 outstanding-material.transition-refused',
  '412 outstanding-material.stale-version',
];

/** Every round came to its end, and each of the two came first in some. */
function expectBothOrders<T>(ends: T[], first: (end: T) => boolean): void {
  expect(ends).toHaveLength(rounds);
  const firsts = ends.filter(first).length;
  expect(firsts).toBeGreaterThan(0);
  expect(firsts).toBeLessThan(rounds);
}

/** What was told, if it is one of the answers that may be; else all of them. */
const oneOf = (answers: string[], told: string): string => (answers.includes(told) ? told : answers.join(' or '));

/** @param expected what a round must have come to, read from who came first in it */
function expectEach<T>(ends: T[], expected: (end: T) => T): void {
  for (const end of ends) expect(end).toEqual(expected(end));
}

describe('a payment against a withdrawal, a hundred times', () => {
  it(
    'is taken or comes late; either way it is booked once, and goes back through another hand',
    async () => {
      const balance = new Balance(30);
      const ends = await playRounds(async (round) => paidWhileWithdrawn(hall, round, balance));
      expectEach(ends, ({ bill }) => ({
        grant: '200',
        bill: bill === 'settled' ? 'settled' : 'void',
        payments: ['12000'],
        // A receipt is for money that was owed: what came late has none.
        receipt: bill === 'settled',
        refunds: ['case-ended 12000 refunded'],
        intake: 'withdrawn',
        review: 'withdrawn',
        orders: 0,
      }));
      expectBothOrders(ends, ({ bill }) => bill === 'settled');
    },
    patience,
  );
});

describe('the threshold of a card against the decision, a hundred times', () => {
  it(
    'raises a card when the decision came after it, and none when it came before',
    async () => {
      const ends = await decidedAtTheThreshold(hall);
      expectEach(ends, ({ late }) => ({
        decide: '200',
        agreed: true,
        late,
        card: late ? 'promised-pre-warning raised' : 'none',
      }));
      expectBothOrders(ends, ({ late }) => late);
    },
    patience,
  );
});

describe('a cure against the end of its limit, a hundred times', () => {
  it(
    'releases the result, or the approval is revoked and the clerk is told',
    async () => {
      const ends = await curedAtTheLimit(hall);
      const inTime = {
        intake: 'decided approved',
        material: 'cured',
        review: 'decided',
        order: 'released',
        released: true,
        stillHeld: false,
        certificate: 'valid',
        validated: true,
        publicly: 'valid',
      };
      const lapsed = {
        intake: 'revoked revoked',
        material: 'lapsed',
        review: 'revoked',
        order: 'recalled',
        released: false,
        stillHeld: true,
        certificate: 'revoked',
        validated: false,
        publicly: 'not-valid-yet',
      };
      expectEach(ends, ({ cure }) =>
        cure === '200' ? { cure, ...inTime } : { cure: oneOf(cameSecond, cure), ...lapsed },
      );
      expectBothOrders(ends, ({ cure }) => cure === '200');
    },
    patience,
  );
});

describe('a release against a revocation, a hundred times each', () => {
  it(
    'recalls what a revoked decision rested on, whether it was released before or not',
    async () => {
      const balance = new Balance(30);
      const ends = await playRounds(async (round) => decisionRevoked(hall, round, balance));
      expectEach(ends, ({ cure, released, validated }) => ({
        revoke: '200',
        // The front desk may have heard of the revocation before: nothing is owed any more.
        cure: cure === '200' ? '200' : '409 outstanding-material.transition-refused',
        intake: 'revoked revoked',
        material: cure === '200' ? 'cured' : 'voided',
        review: 'revoked',
        order: 'recalled',
        released: released && cure === '200',
        stillHeld: cure !== '200',
        certificate: 'revoked',
        validated: validated && released,
        publicly: validated ? 'revoked' : 'not-valid-yet',
      }));
      expectBothOrders(ends, ({ released }) => released);
    },
    patience,
  );

  it(
    'lets a department revoke the certificate it saw held, or tells it that it became valid meanwhile',
    async () => {
      const balance = new Balance(30);
      const ends = await playRounds(async (round) => certificateRevoked(hall, round, balance));
      const changed = ['409 certificate.changed-meanwhile', '412 certificate.stale-version'];
      expectEach(ends, ({ revoke }) => ({
        cure: '200',
        revoke: revoke === '200' ? '200' : oneOf(changed, revoke),
        intake: 'decided approved',
        material: 'cured',
        review: 'decided',
        order: 'released',
        released: true,
        stillHeld: false,
        certificate: 'revoked',
        validated: revoke !== '200',
        publicly: revoke === '200' ? 'not-valid-yet' : 'revoked',
      }));
      expectBothOrders(ends, ({ revoke }) => revoke === '200');
    },
    patience,
  );
});

describe('two evaluations of one service, a hundred times', () => {
  it(
    'takes the citizen’s or that of the invitation, and tells the other',
    async () => {
      const balance = new Balance(10);
      const ends = await playRounds(async (round) => ratedTwice(hall, round, balance));
      const given = '409 evaluation.already-given';
      expectEach(ends, ({ citizen }) => ({
        citizen: citizen === '200' ? '200' : given,
        token: citizen === '200' ? given : '200',
        state: 'rated',
        level: citizen === '200' ? 1 : 5,
        rectifications: citizen === '200' ? 1 : 0,
        after: [given, given, given],
      }));
      expectBothOrders(ends, ({ citizen }) => citizen === '200');
    },
    patience,
  );
});

it(
  'leaves everything that must always be true true',
  async () => {
    const { code, output } = await hall.check();
    expect({ code, faults: output.split('\n').filter((line) => /^✗|it is not true/.test(line)) }).toEqual({
      code: 0,
      faults: [],
    });
    expect(output).toMatch(/\d{3} equations hold/);
  },
  patience,
);

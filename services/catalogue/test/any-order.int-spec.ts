import { afterAll, beforeAll, expect, it } from '@jest/globals';
import {
  AuthorityGrantedSchema,
  AuthorityRevokedSchema,
  OrganisationChangedSchema,
  StaffAppointedSchema,
} from '#lib/contracts';
import { newId } from '#lib/service-kit';
import { inAnyOrder, type Said } from '#lib/testing';
import { Register } from './register.js';

/*
 * The copies of identity's facts are the same in every service; the catalogue stands for all of them here, as it hears
 * nothing else.
 */

let register: Register;
beforeAll(async () => {
  register = await Register.start();
});
afterAll(async () => register.close());

/** One person's, one department's and one letter's history. */
function historyOf(key: string): Said[] {
  const department = { organisationId: `d${key}`, kind: 'department', creditCode: '', shortName: '' };
  const person = { staffId: `s${key}`, organisationId: `d${key}`, name: '甲', roles: ['reviewer'] };
  const dates = { validFrom: '2026-01-01T00:00:00Z', validUntil: '2027-01-01T00:00:00Z' };
  const letter = { letterId: `l${key}`, kind: 'chief-authorisation', departmentId: `d${key}`, staffId: `s${key}` };
  return [
    register.say(OrganisationChangedSchema, `d${key}`, { ...department, name: '旧名' }),
    register.say(OrganisationChangedSchema, `d${key}`, { ...department, name: '新名' }),
    register.say(StaffAppointedSchema, `s${key}`, { ...person, state: 'active' }),
    register.say(StaffAppointedSchema, `s${key}`, { ...person, roles: ['chief-representative'], state: 'active' }),
    register.say(StaffAppointedSchema, `s${key}`, { ...person, roles: ['chief-representative'], state: 'ended' }),
    register.say(AuthorityGrantedSchema, `l${key}`, { ...letter, ...dates, powers: ['decide'] }),
    register.say(AuthorityRevokedSchema, `l${key}`, { letterId: `l${key}`, effectiveAt: '2026-06-01T00:00:00Z' }),
  ];
}

it('keeps the same copies of staff, organisations and letters for any order of the facts, with repeats', async () => {
  await inAnyOrder({ events: 7, runs: 25 }, async (shuffled) => {
    const key = newId();
    const history = historyOf(key);
    await register.hear(...shuffled(history));
    const handled = `SELECT COUNT(*) AS n FROM inbox WHERE aggregate_id IN ('d${key}', 's${key}', 'l${key}')`;
    expect({
      organisation: await register.rows(
        `SELECT name, version FROM organisation_copy WHERE organisation_id = 'd${key}'`,
      ),
      staff: await register.rows(`SELECT state, version FROM staff_copy WHERE staff_id = 's${key}'`),
      letter: await register.rows(`SELECT revoked_at, version FROM letter_copy WHERE letter_id = 'l${key}'`),
      handled: await register.rows(handled),
      parked: await register.rows('SELECT event_id FROM parked'),
    }).toEqual({
      organisation: [{ name: '新名', version: 2 }],
      staff: [{ state: 'ended', version: 3 }],
      letter: [{ revoked_at: new Date('2026-06-01T00:00:00Z'), version: 2 }],
      handled: [{ n: String(history.length) }],
      parked: [],
    });
  });
});

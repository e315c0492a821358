import { Person, Refused } from '../walks/person.js';
import { soon } from '../walks/people.js';
import type { ClientLog } from './client-log.js';
import type { Random } from './random.js';
import { chiefLogins, clerkLogins, issuerLogins, loadCitizens, type LoadDepartment, loadDepartments } from './staff.js';
import type { Tally } from './tally.js';
import { Walker } from './walker.js';

const atOnce = 4;

/** Everybody of the load, signed in with real sessions. */
export class Crew {
  private readonly walkers = new Map<string, Walker>();

  constructor(
    private readonly gateway: string,
    private readonly log: ClientLog,
    private readonly tally: Tally,
  ) {}

  /** Signs everybody in, and waits until the services have heard of their rights. */
  async signIn(password: string): Promise<void> {
    const waiting: [string, string][] = [
      ...clerkLogins.map((login): [string, string] => [login, '/api/intake/cases?limit=1']),
      ...issuerLogins.map((login): [string, string] => [login, '/api/dispatch/orders?limit=1']),
      ...loadDepartments.flatMap(chiefLogins).map((login): [string, string] => [login, '/api/review/cases?limit=1']),
      ...loadCitizens.map(({ personId }): [string, string] => [personId, '/api/intake/cases?limit=1']),
    ];
    const work = Array.from({ length: atOnce }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await this.enter(...next, password);
    });
    await Promise.all(work);
  }

  /** A clerk at one of the windows. */
  clerk(random: Random): Walker {
    return this.get(random.pick(clerkLogins));
  }

  /** A chief of a department. */
  chief(random: Random, department: LoadDepartment): Walker {
    return this.get(random.pick(chiefLogins(department)));
  }

  /** Somebody at the issue desk. */
  issuer(random: Random): Walker {
    return this.get(random.pick(issuerLogins));
  }

  /** A citizen in person. */
  citizen(personId: string): Walker {
    return this.get(personId);
  }

  private get(login: string): Walker {
    const found = this.walkers.get(login);
    if (found === undefined) throw new Error(`${login} did not sign in`);
    return found;
  }

  private async enter(login: string, path: string, password: string): Promise<void> {
    const person = new Person(this.gateway, login);
    await person.signIn(password);
    await soon(`${login} may read ${path}`, async () => {
      const answer = await person.attempt(path);
      if (answer?.status !== 200) throw new Refused(path, answer ?? { status: 0, body: {}, text: '' });
    });
    this.walkers.set(login, new Walker(person, this.log, this.tally));
  }
}

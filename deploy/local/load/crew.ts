import { Person, Refused } from '../walks/person.js';
import { soon } from '../walks/people.js';
import type { ClientLog } from './client-log.js';
import type { Payer } from './payer.js';
import type { Random } from './random.js';
import * as staff from './staff.js';
import type { Tally } from './tally.js';
import { Walker } from './walker.js';

const atOnce = 4;

/** Everybody of the load, signed in with real sessions. */
export class Crew {
  private readonly walkers = new Map<string, Walker>();

  constructor(
    private readonly gateway: string,
    /** Whoever pays, at the provider. */
    readonly payer: Payer,
    private readonly log: ClientLog,
    private readonly tally: Tally,
  ) {}

  /** Signs everybody in, and waits until the services have heard of their rights. */
  async signIn(password: string): Promise<void> {
    const waiting = entrances();
    const work = Array.from({ length: atOnce }, async () => {
      for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await this.enter(...next, password);
    });
    await Promise.all(work);
  }

  /** A clerk at one of the windows. */
  clerk(random: Random): Walker {
    return this.get(random.pick(staff.clerkLogins));
  }

  /** A chief of a department. */
  chief(random: Random, department: staff.LoadDepartment): Walker {
    return this.get(random.pick(staff.chiefLogins(department)));
  }

  /** Somebody at the issue desk. */
  issuer(random: Random): Walker {
    return this.get(random.pick(staff.issuerLogins));
  }

  /** A reviewer of a department. */
  reviewer(random: Random, department: staff.ReviewingDepartment): Walker {
    return this.get(random.pick(staff.reviewerLogins(department)));
  }

  /** A cashier. @param other who must not be the one */
  cashier(random: Random, other?: Walker): Walker {
    return this.get(random.pick(staff.cashierLogins.filter((login) => login !== other?.login)));
  }

  /** A manager of the hall. */
  manager(random: Random): Walker {
    return this.get(random.pick(staff.managerLogins));
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

/** Everybody's login, and a list that shows whether a service knows of their rights. */
function entrances(): [login: string, path: string][] {
  const each = (logins: readonly string[], path: string): [string, string][] =>
    logins.map((login) => [login, `${path}?limit=1`]);
  const reviewers = staff.reviewingDepartments.flatMap(staff.reviewerLogins);
  const chiefs = staff.loadDepartments.flatMap(staff.chiefLogins);
  const citizens = staff.loadCitizens.map(({ personId }) => personId);
  return [
    ...each(staff.clerkLogins, '/api/intake/cases'),
    ...each(staff.issuerLogins, '/api/dispatch/orders'),
    ...each(staff.cashierLogins, '/api/fees/bills'),
    ...each(staff.managerLogins, '/api/evaluation/rectifications'),
    ...each([...reviewers, ...chiefs], '/api/review/cases'),
    ...each(citizens, '/api/intake/cases'),
  ];
}

import { People } from '../../deploy/local/walks/people.js';
import type { Person } from '../../deploy/local/walks/person.js';
import {
  applicantOf,
  correction,
  cure,
  decision,
  lodgingOf,
  opinion,
  people,
  refusal,
  releasedOne,
  reviewers,
  signature,
  taskOf,
  withdrawal,
} from './matter.js';
import type { Office, Row } from './office.js';

/** The acts over HTTP through the gateway, by people who signed in, as separate processes serve them. */
export class ShippedOffice implements Office {
  private constructor(private readonly who: ReadonlyMap<string, Person>) {}

  /** Signs everybody in and waits until the services have heard of their rights. */
  static async open(gateway: string, password: string): Promise<ShippedOffice> {
    const all = new People(gateway, password);
    await all.everybodySignsIn();
    const who = new Map<string, Person>();
    for (const login of people) who.set(login, await all.get(login));
    return new ShippedOffice(who);
  }

  async lodge(number: number): Promise<Row> {
    const clerk = number % 2 === 0 ? 'clerk-li' : 'clerk-wang';
    const { caseId, version } = await this.as(clerk).act('/api/intake/applications', lodgingOf(number));
    return { id: String(caseId), version: Number(version) };
  }

  async accept(it: Row): Promise<Row> {
    return this.atDesk(it, 'accept', {});
  }

  async refuse(it: Row): Promise<void> {
    await this.atDesk(it, 'refuse', refusal);
  }

  async correct(it: Row): Promise<Row> {
    return this.atDesk(it, 'correct', correction);
  }

  async cure(it: Row): Promise<Row> {
    return this.atDesk(it, 'cure', cure);
  }

  async withdraw(it: Row): Promise<string> {
    const { requestId } = await this.as('clerk-li').act(`/api/intake/cases/${it.id}/withdraw`, withdrawal, it.version);
    return String(requestId);
  }

  async hasWithdrawal(it: Row, requestId: string): Promise<boolean> {
    const { withdrawals } = await this.as('chief-sj').read(`/api/review/cases/${it.id}`);
    return (withdrawals as { requestId: string }[]).some((one) => one.requestId === requestId);
  }

  async grantWithdrawal(it: Row, requestId: string): Promise<void> {
    await this.as('chief-sj').act(`/api/review/cases/${it.id}/withdrawals/${requestId}/grant`, {}, 1);
  }

  async opine(it: Row, place: number): Promise<void> {
    await this.as(reviewers[place - 1] ?? '').act(`/api/review/tasks/${taskOf(it.id, place)}/opinion`, opinion, 1);
  }

  async decide(it: Row): Promise<void> {
    await this.as('chief-sj').act(`/api/review/cases/${it.id}/decide`, decision, 1);
  }

  async released(it: Row): Promise<Row> {
    const { items } = await this.as('issue-zhao').read(`/api/dispatch/orders?caseId=${it.id}`);
    return releasedOne(items as Parameters<typeof releasedOne>[0]);
  }

  async handOver(order: Row, number: number): Promise<void> {
    const { name: receivedBy, idNumber } = applicantOf(number);
    const body = { receivedBy, idNumber, signature };
    await this.as('issue-zhao').act(`/api/dispatch/orders/${order.id}/hand-over`, body, order.version);
  }

  private async atDesk(it: Row, act: string, body: object): Promise<Row> {
    const { version } = await this.as('clerk-li').act(`/api/intake/cases/${it.id}/${act}`, body, it.version);
    return { id: it.id, version: Number(version) };
  }

  private as(login: string): Person {
    const person = this.who.get(login);
    if (person === undefined) throw new Error(`nobody signed in as ${login}`);
    return person;
  }
}

import { fromBinary } from '@bufbuild/protobuf';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { CertificateSealedSchema, ResultReleasedSchema, TaskOpenedSchema } from '#lib/contracts';

const patience = 120_000;

/**
 * The screen of a desk in the benchmark: it hears what arrives and asks for nothing. A driver that asks again and again
 * until something is there measures mostly its own questions.
 */
export class Screen {
  private readonly waiting = new Map<string, () => void>();
  private readonly shown = new Set<string>();

  private constructor(private readonly connection: NatsConnection) {}

  /** @param natsUrl of an account that hears every service */
  static async open(natsUrl: string): Promise<Screen> {
    const { host, username, password } = new URL(natsUrl);
    const connection = await connect({ servers: host, user: username, pass: password });
    const screen = new Screen(connection);
    const hear = (subject: string, caseOf: (payload: Uint8Array) => string): void => {
      connection.subscribe(subject, { callback: (_, { data }) => screen.show(caseOf(data)) });
    };
    hear('evt.review.v1.task-opened.>', (data) => `task ${fromBinary(TaskOpenedSchema, data).taskId}`);
    hear('evt.dispatch.v1.result-released.>', (data) => `result ${fromBinary(ResultReleasedSchema, data).caseId}`);
    await connection.flush();
    return screen;
  }

  /** Until a department has the task. */
  async task(taskId: string): Promise<void> {
    await this.until(`task ${taskId}`);
  }

  /** Until the result of a case may be handed over. */
  async result(caseId: string): Promise<void> {
    await this.until(`result ${caseId}`);
  }

  /** Until the certificates of all these cases are sealed; hears them from now on. */
  async certificates(caseIds: ReadonlySet<string>): Promise<void> {
    const left = new Set(caseIds);
    const heard = this.connection.subscribe('evt.certificates.v1.certificate-sealed.>');
    for await (const { data } of heard) {
      left.delete(fromBinary(CertificateSealedSchema, data).caseId);
      if (left.size === 0) return heard.unsubscribe();
    }
  }

  async close(): Promise<void> {
    await this.connection.close();
  }

  private show(what: string): void {
    const waiter = this.waiting.get(what);
    if (waiter === undefined) this.shown.add(what);
    else waiter();
  }

  private async until(what: string): Promise<void> {
    if (this.shown.delete(what)) return;
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`${what} did not arrive`)), patience);
      this.waiting.set(what, () => {
        clearTimeout(late);
        this.waiting.delete(what);
        resolve();
      });
    });
  }
}

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { CallbackSender } from './callback-sender.js';
import { serveJson, type Simulator, type SimulatorAnswer, type SimulatorRequest } from './json-server.js';
import type { CourierSimulatorConfig } from './simulator.config.js';
import { isSigned } from './signed-body.js';

/** How the courier behaves: `slow` answers late, `down` answers 503, `fail` takes parcels and does not deliver them. */
export type Behaviour = 'normal' | 'slow' | 'down' | 'fail';

interface Parcel {
  consignmentId: string;
  waybill: string;
  status: 'accepted' | 'picked-up' | 'delivered' | 'failed' | 'recalled';
  at: string;
}

const behaviours: readonly Behaviour[] = ['normal', 'slow', 'down', 'fail'];
const slowMilliseconds = 3_000;

/** A courier company: takes parcels idempotently, then says what became of them. */
class Courier {
  private readonly parcels = new Map<string, Parcel>();
  private behaviour: Behaviour = 'normal';

  constructor(
    private readonly config: CourierSimulatorConfig,
    private readonly callbacks: CallbackSender,
  ) {}

  async answer(request: SimulatorRequest): Promise<SimulatorAnswer> {
    const { method, path, body, headers } = request;
    if (path === '/behaviour' && method === 'POST') return this.behave(body);
    if (this.behaviour === 'slow') await sleep(slowMilliseconds, undefined, { ref: false });
    if (this.behaviour === 'down') return { status: 503, body: { error: 'the courier is down' } };
    const id = /^\/consignments\/([\w-]{1,40})$/.exec(path)?.[1];
    if (id === undefined) return { status: 404, body: { error: 'no such address' } };
    if (!isSigned(this.config.secret, body, headers, Date.now())) return { status: 401, body: { error: 'signature' } };
    if (method === 'PUT') return this.accept(id, body);
    return method === 'DELETE' ? this.recall(id) : this.tell(id);
  }

  private behave(body: string): SimulatorAnswer {
    const { mode }: { mode?: string } = JSON.parse(body);
    const found = behaviours.find((one) => one === mode);
    if (found === undefined) return { status: 400, body: { allowed: behaviours } };
    this.behaviour = found;
    return { status: 200, body: { mode: found } };
  }

  /** The same consignment twice is one parcel with one waybill. */
  private accept(consignmentId: string, body: string): SimulatorAnswer {
    const known = this.parcels.get(consignmentId);
    if (known !== undefined) return { status: 200, body: known };
    const { recipient, phone, address }: Record<string, string | undefined> = JSON.parse(body);
    if (!recipient || !phone || !address)
      return { status: 422, body: { error: 'recipient, phone and address needed' } };
    const parcel: Parcel = { consignmentId, waybill: waybillOf(consignmentId), status: 'accepted', at: now() };
    this.parcels.set(consignmentId, parcel);
    void this.carry(parcel, recipient, this.behaviour === 'fail');
    return { status: 201, body: { ...parcel } };
  }

  private recall(consignmentId: string): SimulatorAnswer {
    const parcel = this.parcels.get(consignmentId);
    if (parcel === undefined) return { status: 404, body: { error: 'no such consignment' } };
    if (parcel.status === 'delivered') return { status: 409, body: parcel };
    parcel.status = 'recalled';
    return { status: 200, body: parcel };
  }

  private tell(consignmentId: string): SimulatorAnswer {
    const parcel = this.parcels.get(consignmentId);
    return parcel === undefined
      ? { status: 404, body: { error: 'no such consignment' } }
      : { status: 200, body: parcel };
  }

  private async carry(parcel: Parcel, recipient: string, fails: boolean): Promise<void> {
    for (const status of ['picked-up', fails ? 'failed' : 'delivered'] as const) {
      await sleep(this.config.delayMs, undefined, { ref: false });
      if (parcel.status === 'recalled') return;
      Object.assign(parcel, { status, at: now() });
      const { consignmentId, waybill, at } = parcel;
      const signedBy = status === 'delivered' ? { signedBy: recipient } : {};
      this.callbacks.send({ consignmentId, waybill, status, at, ...signedBy });
    }
  }
}

const now = (): string => new Date().toISOString();

/** The same after a restart that has forgotten everything. */
function waybillOf(consignmentId: string): string {
  const digits = BigInt(`0x${createHash('sha256').update(consignmentId).digest('hex').slice(0, 16)}`).toString();
  return `EM${digits.padStart(11, '0').slice(-11)}CN`;
}

/** Starts the courier simulator. @param config where it serves and where it calls back */
export async function startCourier(config: CourierSimulatorConfig): Promise<Simulator> {
  const callbacks = new CallbackSender(config);
  const courier = new Courier(config, callbacks);
  const simulator = await serveJson(config, async (request) => courier.answer(request));
  const close = async (): Promise<void> => {
    callbacks.stop();
    await simulator.close();
  };
  return { ...simulator, close };
}

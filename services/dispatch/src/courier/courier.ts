import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#lib/service-kit';
import type { DeliveryAddress } from '../applicant/applicant.js';
import { DispatchConfig } from '../dispatch.config.js';
import { signedHeaders } from '../signed-body/signed-body.js';

/** What the courier says of a parcel. */
export interface ParcelAnswer {
  waybill: string;
  status: string;
}

const timeoutMilliseconds = 10_000;

/** The courier's consignment service. A courier that does not answer as agreed is an Error: its caller asks again. */
@Injectable()
export class Courier {
  constructor(
    @Inject(DispatchConfig) private readonly config: DispatchConfig,
    private readonly clock: Clock,
  ) {}

  /** Hands a parcel over; the consignment id makes a second asking harmless. @returns its waybill number */
  async take(consignmentId: string, address: DeliveryAddress): Promise<string> {
    const { status, parcel } = await this.ask('PUT', consignmentId, JSON.stringify(address));
    if (parcel === undefined) throw new Error(`the courier answered ${status}`);
    return parcel.waybill;
  }

  /** Asks what became of a parcel. @returns `undefined` when the courier knows no such parcel */
  async tell(consignmentId: string): Promise<ParcelAnswer | undefined> {
    const { status, parcel } = await this.ask('GET', consignmentId, '');
    if (parcel === undefined && status !== 404) throw new Error(`the courier answered ${status}`);
    return parcel;
  }

  private async ask(
    method: 'PUT' | 'GET',
    consignmentId: string,
    body: string,
  ): Promise<{ status: number; parcel: ParcelAnswer | undefined }> {
    const signed = signedHeaders(this.config.COURIER_SECRET, body, this.clock.real());
    const answer = await fetch(`${this.config.COURIER_URL}/consignments/${consignmentId}`, {
      method,
      headers: { 'content-type': 'application/json', ...signed },
      ...(method === 'PUT' ? { body } : {}),
      signal: AbortSignal.timeout(timeoutMilliseconds),
    });
    const { waybill, status = '' } = (await answer.json()) as { waybill?: unknown; status?: unknown };
    const told = answer.ok && typeof waybill === 'string' && typeof status === 'string';
    return { status: answer.status, parcel: told ? { waybill: waybill.slice(0, 40), status } : undefined };
  }
}

import { Inject, Injectable } from '@nestjs/common';
import { PersonalVault } from '#lib/access';
import { type DueTimer, type TimerAct, type Tx, Work } from '#lib/persistence';
import { Clock } from '#lib/service-kit';
import type { Applicant } from '../applicant/applicant.js';
import { DispatchConfig } from '../dispatch.config.js';
import { DispatchOrder } from '../order/order.entity.js';
import { signedHeaders } from '../signed-body/signed-body.js';
import { SmsMessage } from '../sms/sms-message.entity.js';
import { sendSms } from '../sms/sms.repository.js';

/** Sends a text message through the provider; a provider that is down is asked again with back-off. */
@Injectable()
export class SendSmsTimer implements TimerAct {
  readonly kind = sendSms;

  constructor(
    @Inject(DispatchConfig) private readonly config: DispatchConfig,
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly vault: PersonalVault,
  ) {}

  async prepare(timer: DueTimer): Promise<void> {
    const messageId = timer.subjectId;
    const found = await this.work.read(async (tx) => ({
      message: await tx.findOne(SmsMessage, { where: { messageId } }),
      order: await tx.findOne(DispatchOrder, { where: { orderId: messageId } }),
    }));
    if (found.message === undefined || found.order === undefined) return;
    const { caseId, sealedApplicant } = found.order;
    const { phone } = this.vault.open<Applicant>(sealedApplicant, `applicant:${caseId}`);
    const body = JSON.stringify({ phone, text: found.message.content });
    const signed = signedHeaders(this.config.SMS_SECRET, body, this.clock.real());
    const answer = await fetch(`${this.config.SMS_URL}/messages/${messageId}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...signed },
      body,
      signal: AbortSignal.timeout(10_000),
    });
    if (!answer.ok) throw new Error(`the text message service answered ${answer.status}`);
  }

  async fire(tx: Tx, timer: DueTimer): Promise<void> {
    await tx.update(SmsMessage, { messageId: timer.subjectId }, { state: 'sent', sentAt: tx.now });
  }
}

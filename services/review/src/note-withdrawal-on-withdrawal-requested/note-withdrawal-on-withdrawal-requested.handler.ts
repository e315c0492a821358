import { Controller } from '@nestjs/common';
import { type WithdrawalRequested, WithdrawalRequestedSchema } from '#lib/contracts';
import { type Delivery, OnEvent } from '#lib/messaging';
import { NoteWithdrawal } from './note-withdrawal.js';

/** Hears that the applicant wants an accepted case back. */
@Controller()
export class NoteWithdrawalOnWithdrawalRequestedHandler {
  constructor(private readonly noteWithdrawal: NoteWithdrawal) {}

  @OnEvent(WithdrawalRequestedSchema)
  async handle(delivery: Delivery<WithdrawalRequested>): Promise<void> {
    await this.noteWithdrawal.execute(delivery);
  }
}

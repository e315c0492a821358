import { type DynamicModule, Global, Module, type OnModuleInit } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { Work } from '#lib/persistence';
import { Refusals } from '#lib/service-kit';
import { ACCESS_OPTIONS, type AccessOptions } from './access-options.js';
import { recordRefusal } from './audit/audit.repository.js';
import { HearAuthorityGrantedHandler } from './copies/hear-authority-granted.handler.js';
import { HearAuthorityRevokedHandler } from './copies/hear-authority-revoked.handler.js';
import { HearBusinessTimeMovedHandler } from './copies/hear-business-time-moved.handler.js';
import { HearHeartbeatSentHandler } from './copies/hear-heartbeat-sent.handler.js';
import { HearKeysPublishedHandler } from './copies/hear-keys-published.handler.js';
import { HearOrganisationChangedHandler } from './copies/hear-organisation-changed.handler.js';
import { HearStaffAppointedHandler } from './copies/hear-staff-appointed.handler.js';
import { KeyCopy } from './copies/key-copy.js';
import { PersonalVault } from './personal-vault.js';
import type { CallerRequest } from './token/caller.js';
import { TokenGuard } from './token/token.guard.js';

export type { AccessOptions } from './access-options.js';

/** Token check on every route, the copies rights are judged on, and the audit of refusals. */
@Global()
@Module({})
export class AccessModule implements OnModuleInit {
  constructor(
    private readonly refusals: Refusals,
    private readonly work: Work,
  ) {}

  /** @param options issuer and, for services with personal data, the key ring */
  static forService(options: AccessOptions): DynamicModule {
    return {
      module: AccessModule,
      controllers: [
        HearOrganisationChangedHandler,
        HearStaffAppointedHandler,
        HearAuthorityGrantedHandler,
        HearAuthorityRevokedHandler,
        HearKeysPublishedHandler,
        HearHeartbeatSentHandler,
        HearBusinessTimeMovedHandler,
      ],
      providers: [
        { provide: ACCESS_OPTIONS, useValue: options },
        KeyCopy,
        PersonalVault,
        { provide: APP_GUARD, useClass: TokenGuard },
      ],
      exports: [PersonalVault],
    };
  }

  /** Refused acts leave a row, in a transaction of its own: the act's was rolled back. */
  onModuleInit(): void {
    this.refusals.tell(async (error, request: CallerRequest) => {
      const { caller, visitor } = request;
      const who = caller ?? visitor;
      if (who === undefined || !error.audited) return;
      const refusal = {
        personId: who.personId,
        act: caller?.act ?? 'open-route',
        object: `${request.method} ${request.url.split('?')[0] ?? ''}`.slice(0, 200),
        code: error.code,
      };
      await this.work.run(async (tx) => recordRefusal(tx, refusal));
    });
  }
}

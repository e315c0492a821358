import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { Work } from '#lib/persistence';
import { Log, ServiceKitModule } from '#lib/service-kit';
import { Account, SignInRow } from './account/account.entity.js';
import { AppointStaffController } from './appoint-staff/appoint-staff.controller.js';
import { AppointStaff } from './appoint-staff/appoint-staff.js';
import { KeyedAct } from './appoint-staff/keyed-act.js';
import { BusinessClock } from './business-clock/business-clock.entity.js';
import { ChangeOrganisationController } from './change-organisation/change-organisation.controller.js';
import { ChangeOrganisation } from './change-organisation/change-organisation.js';
import { EndAppointmentController } from './end-appointment/end-appointment.controller.js';
import { EndAppointment } from './end-appointment/end-appointment.js';
import { EnterOrganisationController } from './enter-organisation/enter-organisation.controller.js';
import { EnterOrganisation } from './enter-organisation/enter-organisation.js';
import { FindLettersController } from './find-letters/find-letters.controller.js';
import { FindLetters } from './find-letters/find-letters.query.js';
import { FindStaffController } from './find-staff/find-staff.controller.js';
import { FindStaff } from './find-staff/find-staff.query.js';
import { GrantAuthorityController } from './grant-authority/grant-authority.controller.js';
import { GrantAuthority } from './grant-authority/grant-authority.js';
import { Heartbeat } from './heartbeat/heartbeat.entity.js';
import { IdentityConfig } from './identity.config.js';
import { Letter } from './letter/letter.entity.js';
import { MoveBusinessTimeController } from './move-business-time/move-business-time.controller.js';
import { MoveBusinessTime } from './move-business-time/move-business-time.js';
import { Accounts } from './oidc/accounts.js';
import { MountOidc, OIDC_PROVIDER } from './oidc/mount-oidc.js';
import { OidcRecord } from './oidc/oidc-record.entity.js';
import { createProvider } from './oidc/provider.js';
import { Organisation } from './organisation/organisation.entity.js';
import { RevokeAuthorityController } from './revoke-authority/revoke-authority.controller.js';
import { RevokeAuthority } from './revoke-authority/revoke-authority.js';
import { SendHeartbeat } from './send-heartbeat/send-heartbeat.js';
import { SignIn } from './sign-in/sign-in.js';
import { KeyCipher } from './signing-keys/key-cipher.js';
import { SigningKeys } from './signing-keys/signing-keys.entity.js';
import { openSigningKeys } from './signing-keys/signing-keys.repository.js';
import { Staff } from './staff/staff.entity.js';

const own = [Organisation, Staff, Letter, Account, SignInRow, SigningKeys, BusinessClock, Heartbeat, OidcRecord];

/** Every table of the service. */
export const IDENTITY_ENTITIES = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES, ...own];

const controllers = [
  EnterOrganisationController,
  ChangeOrganisationController,
  AppointStaffController,
  EndAppointmentController,
  GrantAuthorityController,
  RevokeAuthorityController,
  FindStaffController,
  FindLettersController,
  MoveBusinessTimeController,
];

const acts = [
  EnterOrganisation,
  ChangeOrganisation,
  AppointStaff,
  KeyedAct,
  EndAppointment,
  GrantAuthority,
  RevokeAuthority,
  MoveBusinessTime,
];

@Module({})
class IdentityModule {}

/** Wires the office of staff and authority. @param config its validated environment */
export function identityModule(config: IdentityConfig): DynamicModule {
  const service = 'identity';
  return {
    module: IdentityModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities: IDENTITY_ENTITIES }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER }),
    ],
    controllers,
    providers: [
      { provide: IdentityConfig, useValue: config },
      { provide: KeyCipher, useValue: new KeyCipher(config.KEY_ENCRYPTION_KEY) },
      ...acts,
      FindStaff,
      FindLetters,
      SignIn,
      Accounts,
      {
        provide: OIDC_PROVIDER,
        inject: [IdentityConfig, KeyCipher, Accounts, Work, Log],
        useFactory: async (its: IdentityConfig, cipher: KeyCipher, accounts: Accounts, work: Work, log: Log) => {
          const keys = await openSigningKeys(work, cipher);
          return createProvider({ config: its, keys, cookieKey: cipher.cookieKey(), accounts, work, log });
        },
      },
      MountOidc,
      SendHeartbeat,
    ],
  };
}

import { type DynamicModule, Module } from '@nestjs/common';
import { ACCESS_ENTITIES, AccessModule } from '#lib/access';
import { MESSAGING_ENTITIES, MessagingModule } from '#lib/messaging';
import { DOCUMENT_ENTITIES, DocumentsModule, SealDocumentTimer } from '#lib/seals';
import { ServiceKitModule } from '#lib/service-kit';
import { Certificate } from './certificate/certificate.entity.js';
import { CertificatesConfig } from './certificates.config.js';
import { DecisionCopy } from './decision/decision-copy.entity.js';
import { FindCertificatesController } from './find-certificates/find-certificates.controller.js';
import { FindCertificates } from './find-certificates/find-certificates.query.js';
import { HoldCertificate } from './hold-certificate/hold-certificate.js';
import { IssueCertificateOnCaseDecidedHandler } from './issue-certificate-on-case-decided/issue-certificate-on-case-decided.handler.js';
import { IssueCertificate } from './issue-certificate-on-case-decided/issue-certificate.js';
import { ResumeCertificateController } from './resume-certificate/resume-certificate.controller.js';
import { ResumeCertificate } from './resume-certificate/resume-certificate.js';
import { FollowRevocation } from './revoke-certificate-on-decision-revoked/follow-revocation.js';
import { RevokeCertificateOnDecisionRevokedHandler } from './revoke-certificate-on-decision-revoked/revoke-certificate-on-decision-revoked.handler.js';
import { RevokeCertificateController } from './revoke-certificate/revoke-certificate.controller.js';
import { RevokeCertificate } from './revoke-certificate/revoke-certificate.js';
import { SuspendCertificateController } from './suspend-certificate/suspend-certificate.controller.js';
import { SuspendCertificate } from './suspend-certificate/suspend-certificate.js';
import { TrustedAuthorities } from './trust/trusted-authorities.js';
import { ValidateCertificateOnResultReleasedHandler } from './validate-certificate-on-result-released/validate-certificate-on-result-released.handler.js';
import { ValidateCertificate } from './validate-certificate-on-result-released/validate-certificate.js';
import { ValidityChange } from './validity/validity-change.entity.js';
import { VerifyCertificateController } from './verify-certificate/verify-certificate.controller.js';
import { VerifyCertificate } from './verify-certificate/verify-certificate.query.js';
import { VerifyFileController } from './verify-file/verify-file.controller.js';
import { VerifyFile } from './verify-file/verify-file.query.js';

const own = [Certificate, DecisionCopy, ValidityChange];
const entities = [...MESSAGING_ENTITIES, ...ACCESS_ENTITIES, ...DOCUMENT_ENTITIES, ...own];

const handlers = [
  IssueCertificateOnCaseDecidedHandler,
  ValidateCertificateOnResultReleasedHandler,
  RevokeCertificateOnDecisionRevokedHandler,
];

const controllers = [
  FindCertificatesController,
  SuspendCertificateController,
  ResumeCertificateController,
  RevokeCertificateController,
  VerifyCertificateController,
  VerifyFileController,
];

const acts = [SuspendCertificate, ResumeCertificate, RevokeCertificate];
const reads = [FindCertificates, VerifyCertificate, VerifyFile, TrustedAuthorities];
const heard = [IssueCertificate, HoldCertificate, ValidateCertificate, FollowRevocation];

@Module({})
class CertificatesModule {}

/** Wires the certificate office. @param config its validated environment */
export function certificatesModule(config: CertificatesConfig): DynamicModule {
  const service = 'certificates';
  return {
    module: CertificatesModule,
    imports: [
      ServiceKitModule.forService({ service, config, entities, timers: [SealDocumentTimer] }),
      MessagingModule.forService({ service, natsUrl: config.NATS_URL }),
      AccessModule.forService({ issuer: config.ISSUER, personalKeys: config.PERSONAL_KEYS }),
      DocumentsModule.forService({ sealKeysFile: config.SEAL_KEYS, mode: config.PRESS_MODE }),
    ],
    controllers: [...handlers, ...controllers],
    providers: [{ provide: CertificatesConfig, useValue: config }, ...acts, ...reads, ...heard],
  };
}

import { loadConfig, serve, type Served } from '#lib/service-kit';
import { CertificatesConfig } from './certificates.config.js';
import { certificatesModule } from './certificates.module.js';

/** Starts the certificate office (电子证照). @param config its validated environment */
export async function startCertificates(config: CertificatesConfig = loadConfig(CertificatesConfig)): Promise<Served> {
  return serve('certificates', certificatesModule(config), config);
}

import { Signer, SignPdf } from '@signpdf/signpdf';
import type { Sm2Signer } from '../sm2/sm2-signer.js';
import { signDetached } from './cms-signed-data.js';
import { readSealingCertificate, requireValidAt } from './sealing-certificate.js';
import { addSignatureField, type SealStatement } from './signature-field.js';

/** The CMS besides its certificates: algorithms, attributes, names and signature stay well under this. */
const bytesBesideCertificates = 3072;

class CmsSigner extends Signer {
  constructor(
    private readonly signer: Sm2Signer,
    private readonly signedAt: Date,
  ) {
    super();
  }

  override async sign(document: Buffer): Promise<Buffer> {
    return Buffer.from(await signDetached(document, this.signer, this.signedAt));
  }
}

/**
 * Seals a PDF: an embedded signature (ISO 32000-1, 12.8) over the whole file, CMS with SM3 and SM2-with-SM3.
 * @param pdf a document drawn by this library, not sealed before
 * @param signer the organ's key
 * @param statement reason and organ as shown by PDF viewers, and the moment of sealing
 * @returns the sealed file
 * @throws SealError `seal.already-sealed`, `seal.document-unsupported`, `seal.certificate-not-valid-then`,
 *   `seal.certificate-unreadable`
 */
export async function sealPdf(
  pdf: Uint8Array,
  signer: Sm2Signer,
  statement: SealStatement,
): Promise<Uint8Array<ArrayBuffer>> {
  requireValidAt(readSealingCertificate(signer.certificateDer), statement.signedAt);
  const certificateBytes = [signer.certificateDer, ...signer.chainDer].reduce((sum, der) => sum + der.length, 0);
  const prepared = addSignatureField(pdf, statement, certificateBytes + bytesBesideCertificates);
  const sealed = await new SignPdf().sign(prepared, new CmsSigner(signer, statement.signedAt), statement.signedAt);
  return new Uint8Array(sealed);
}

import { createHash } from 'node:crypto';
import { renderCertificate } from '../pdf/certificate.js';
import type { CjkFont } from '../pdf/cjk-font.js';
import type { CertificateModel, NoticeModel } from '../pdf/models.js';
import { renderNotice } from '../pdf/notice.js';
import { SealError } from '../seal.errors.js';
import { sealPdf } from '../signature/seal-pdf.js';
import { parseSealKey, type SealKey } from '../sm2/seal-key.js';
import { softwareSigner } from '../sm2/sm2-signer.js';

/** One paper to draw and seal. Plain values only: it crosses a thread. */
export type PressJob = { readonly keyText: string; readonly signedAt: Date; readonly font: CjkFont } & (
  | { readonly paper: 'notice'; readonly model: NoticeModel }
  | { readonly paper: 'certificate'; readonly model: CertificateModel }
);

/** A sealed paper and its digests, hex lower case, of the whole file. */
export interface SealedPaper {
  readonly pdf: Uint8Array<ArrayBuffer>;
  readonly sm3: string;
  readonly sha256: string;
}

/** The drawn seal and the key must be of one organ: a paper that shows one seal and carries another deceives. */
function requireSameOrgan(key: SealKey, job: PressJob): void {
  if (key.organName === job.model.seal.organName) return;
  throw new SealError(
    'seal.organ-mismatch',
    `印章密钥属于“${key.organName}”，文书印章为“${job.model.seal.organName}”。The key belongs to another organ than the seal drawn.`,
  );
}

/** Keys as read before: to see that the halves of one belong together costs more than to draw a line of text. */
const keys = new Map<string, SealKey>();

function keyOf(text: string): SealKey {
  const key = keys.get(text) ?? parseSealKey(text);
  keys.set(text, key);
  return key;
}

/**
 * Draws a paper and seals it.
 * @throws SealError as the renderers, `parseSealKey` and `sealPdf` do, and `seal.organ-mismatch`
 */
export async function press(job: PressJob): Promise<SealedPaper> {
  const key = keyOf(job.keyText);
  requireSameOrgan(key, job);
  const drawn =
    job.paper === 'notice' ? await renderNotice(job.model, job.font) : await renderCertificate(job.model, job.font);
  const statement = { reason: `签发${job.model.title}`, organName: key.organName, signedAt: job.signedAt };
  const pdf = await sealPdf(drawn, softwareSigner(key), statement);
  const digest = (name: string) => createHash(name).update(pdf).digest('hex');
  return { pdf, sm3: digest('sm3'), sha256: digest('sha256') };
}

import { Readable } from 'node:stream';
import { DomainError } from '#lib/service-kit';

/** No certificate of ours comes near it. */
const limit = 5 * 1024 * 1024;

/**
 * Reads an uploaded PDF into memory.
 *
 * @param body the request's body: a stream when it came as application/pdf or application/octet-stream
 * @throws DomainError `file.type-refused`, `file.too-large`, `file.missing`
 */
export async function readUpload(body: unknown): Promise<Buffer> {
  if (!(body instanceof Readable)) throw typeRefused();
  const parts: Buffer[] = [];
  let size = 0;
  const stream: AsyncIterable<Buffer> = body;
  for await (const bytes of stream) {
    size += bytes.length;
    if (size > limit) throw tooLarge();
    parts.push(bytes);
  }
  if (size === 0) throw missing();
  const file = Buffer.concat(parts);
  if (file.subarray(0, 5).toString('latin1') !== '%PDF-') throw typeRefused();
  return file;
}

const typeRefused = (): DomainError =>
  new DomainError('file.type-refused', 'invalid', {
    zh: '请上传 PDF 文件,Content-Type 为 application/pdf。',
    en: 'Send a PDF file as application/pdf.',
  });

const tooLarge = (): DomainError =>
  new DomainError('file.too-large', 'too-large', {
    zh: '文件超过 5 MB,不是本平台出具的证照。',
    en: 'The file is over 5 MB; no certificate of this platform is.',
  });

const missing = (): DomainError =>
  new DomainError('file.missing', 'invalid', { zh: '没有收到文件。', en: 'No file was received.' });

import type { SealFault } from '#lib/seals';
import type { Sentence } from '#lib/service-kit';
import type { Standing } from '../verify-certificate/standing.js';

/** What becomes of a file that is checked. */
export interface FileVerdict {
  /** `genuine`: an unaltered certificate of this office that is valid now. */
  verdict: 'genuine' | 'not-in-force' | 'not-in-register' | 'seal-broken';
  /** Stable: a fault of the seal, or the certificate's state, or `not-in-register`. */
  why: string;
  says: Sentence;
  sha256: string;
  sm3: string;
  seal?: { organ: string; organCode: string | null; at: Date };
  certificate?: Standing;
}

type Digests = Pick<FileVerdict, 'sha256' | 'sm3'>;
type Seal = NonNullable<FileVerdict['seal']>;

const faults: Record<SealFault, Sentence> = {
  'no-seal': { zh: '文件没有电子印章', en: 'The file carries no electronic seal' },
  malformed: { zh: '电子印章结构不完整或不受支持', en: 'The seal is broken or of an unsupported kind' },
  'content-after-seal': { zh: '用印之后文件被追加了内容', en: 'Content was added after the file was sealed' },
  'digest-mismatch': { zh: '用印之后文件被改动', en: 'The file was altered after it was sealed' },
  'signature-invalid': { zh: '电子印章的签名无效', en: 'The signature of the seal is not valid' },
  'untrusted-issuer': {
    zh: '印章证书不是可信的印章机构签发的',
    en: 'No trusted seal authority issued the certificate of the seal',
  },
  'certificate-not-valid-then': {
    zh: '用印时印章证书不在有效期内',
    en: 'The certificate of the seal was not valid at the time of sealing',
  },
};

/** The seal does not hold: nothing else in the file can be relied on. */
export const brokenSeal = (digests: Digests, fault: SealFault): FileVerdict => ({
  verdict: 'seal-broken',
  why: fault,
  says: faults[fault],
  ...digests,
});

/** The seal holds, but the file is no certificate of this register; a notice or a letter, for instance. */
export const notInRegister = (digests: Digests, seal: Seal): FileVerdict => ({
  verdict: 'not-in-register',
  why: 'not-in-register',
  says: {
    zh: '电子印章有效,但证照库中没有这份文件',
    en: 'The seal is valid, but the file is not in the register of certificates',
  },
  ...digests,
  seal,
});

/** The seal holds and the register knows the file. */
export function registered(digests: Digests, seal: Seal, certificate: Standing): FileVerdict {
  const { state, says } = certificate;
  const verdict = state === 'valid' ? 'genuine' : 'not-in-force';
  const about = { verdict, why: state, says, ...digests, certificate } as const;
  // A result that is not released shows nothing, not even who sealed it.
  return state === 'not-valid-yet' ? about : { ...about, seal };
}

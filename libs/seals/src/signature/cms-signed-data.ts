import * as asn1 from 'asn1js';
import { oid } from '../sm2/object-identifiers.js';
import { algorithm, bufferOf, time } from '../sm2/seal-certificate.js';
import type { Sm2Signer } from '../sm2/sm2-signer.js';
import { sm3 } from '../sm2/sm3.js';
import { readSealingCertificate } from './sealing-certificate.js';

function attribute(type: string, value: asn1.BaseBlock): asn1.Sequence {
  return new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: type }), new asn1.Set({ value: [value] })] });
}

/** DER wants a SET OF in the order of its encodings (X.690, 11.6); what is signed is exactly these bytes. */
function inDerOrder(blocks: asn1.BaseBlock[]): asn1.BaseBlock[] {
  return blocks.sort((a, b) => Buffer.compare(Buffer.from(a.toBER()), Buffer.from(b.toBER())));
}

function signedAttributes(document: Uint8Array, signedAt: Date): asn1.BaseBlock[] {
  return inDerOrder([
    attribute(oid.contentType, new asn1.ObjectIdentifier({ value: oid.cmsData })),
    attribute(oid.signingTime, time(signedAt)),
    attribute(oid.messageDigest, new asn1.OctetString({ valueHex: bufferOf(sm3(document)) })),
  ]);
}

/** By the certificate's bytes, as `readSealingCertificate` keeps them. */
const known = new WeakMap<Uint8Array, asn1.BaseBlock>();

function embedded(der: Uint8Array): asn1.BaseBlock {
  const block = known.get(der) ?? asn1.fromBER(bufferOf(der)).result;
  known.set(der, block);
  return block;
}

/**
 * Builds a detached CMS SignedData (RFC 5652) with SM3 and SM2-with-SM3. pkcs#7 content types are used, as PDF asks
 * (ISO 32000-1, 12.8.3.3), not those of GM/T 0010.
 * @param document the bytes the seal is over
 * @param signedAt goes in as the signing-time attribute, whole seconds
 * @returns DER of the ContentInfo
 */
export async function signDetached(document: Uint8Array, signer: Sm2Signer, signedAt: Date): Promise<Uint8Array> {
  const { issuer, serial } = readSealingCertificate(signer.certificateDer);
  const attributes = signedAttributes(document, signedAt);
  const signature = await signer.sign(new Uint8Array(new asn1.Set({ value: attributes }).toBER()));
  const signerInfo = new asn1.Sequence({
    value: [
      new asn1.Integer({ value: 1 }),
      new asn1.Sequence({ value: [issuer, serial] }),
      algorithm(oid.sm3),
      new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: attributes }),
      algorithm(oid.sm2WithSm3),
      new asn1.OctetString({ valueHex: bufferOf(signature) }),
    ],
  });
  const certificates = inDerOrder([signer.certificateDer, ...signer.chainDer].map(embedded));
  const signedData = new asn1.Sequence({
    value: [
      new asn1.Integer({ value: 1 }),
      new asn1.Set({ value: [algorithm(oid.sm3)] }),
      new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: oid.cmsData })] }),
      new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: certificates }),
      new asn1.Set({ value: [signerInfo] }),
    ],
  });
  const content = new asn1.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [signedData] });
  const whole = new asn1.Sequence({ value: [new asn1.ObjectIdentifier({ value: oid.cmsSignedData }), content] });
  return new Uint8Array(whole.toBER());
}

import * as asn1 from 'asn1js';
import { der, derSetOf, tag } from '../sm2/der.js';
import { oid } from '../sm2/object-identifiers.js';
import { algorithm, time } from '../sm2/seal-certificate.js';
import type { Sm2Signer } from '../sm2/sm2-signer.js';
import { sm3 } from '../sm2/sm3.js';
import { readSealingCertificate } from './sealing-certificate.js';

// What every seal says alike is encoded once. The rest is put around it as bytes: the general encoder takes longer for a
// seal than the signature itself.
const bytesOf = (block: asn1.BaseBlock): Uint8Array => new Uint8Array(block.toBER());
const identifier = (value: string): Uint8Array => bytesOf(new asn1.ObjectIdentifier({ value }));
const version1 = bytesOf(new asn1.Integer({ value: 1 }));
const digestAlgorithm = bytesOf(algorithm(oid.sm3));
const signatureAlgorithm = bytesOf(algorithm(oid.sm2WithSm3));
const dataType = identifier(oid.cmsData);
const signedDataType = identifier(oid.cmsSignedData);
const [contentType, signingTime, messageDigest] = [oid.contentType, oid.signingTime, oid.messageDigest].map(identifier);

const attribute = (type: Uint8Array | undefined, value: Uint8Array): Uint8Array =>
  der(tag.sequence, type ?? new Uint8Array(), der(tag.set, value));

function signedAttributes(document: Uint8Array, signedAt: Date): Uint8Array[] {
  return [
    attribute(contentType, dataType),
    attribute(signingTime, bytesOf(time(signedAt))),
    attribute(messageDigest, der(tag.octets, sm3(document))),
  ];
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
  // Signed as the SET OF that they are, stored under the tag of their field (RFC 5652, 5.4).
  const signature = await signer.sign(derSetOf(tag.set, attributes));
  const signerInfo = der(
    tag.sequence,
    version1,
    der(tag.sequence, issuer, serial),
    digestAlgorithm,
    derSetOf(tag.context0, attributes),
    signatureAlgorithm,
    der(tag.octets, signature),
  );
  const signedData = der(
    tag.sequence,
    version1,
    der(tag.set, digestAlgorithm),
    der(tag.sequence, dataType),
    derSetOf(tag.context0, [signer.certificateDer, ...signer.chainDer]),
    der(tag.set, signerInfo),
  );
  return der(tag.sequence, signedDataType, der(tag.context0, signedData));
}

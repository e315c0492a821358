import * as asn1 from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo } from 'pkijs';

/** What one seal claims, read from its CMS. Nothing of it is verified yet. */
export interface ReadSeal {
  readonly certificate: Certificate;
  readonly signedAt: Date;
  readonly messageDigest: Uint8Array;
  /** The signed attributes as the SET OF that was signed (RFC 5652, 5.4). */
  readonly signedBytes: Uint8Array;
  readonly signature: Uint8Array;
}

const sm3Oid = '1.2.156.10197.1.401';
const sm2WithSm3Oid = '1.2.156.10197.1.501';

function attributeValue(signer: SignerInfo, type: string): unknown {
  const found = (signer.signedAttrs?.attributes ?? []).filter((attribute) => attribute.type === type);
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
}

function certificateOf(data: SignedData, signer: SignerInfo): Certificate | undefined {
  const { sid } = signer;
  if (!(sid instanceof IssuerAndSerialNumber)) return undefined;
  return (data.certificates ?? []).find(
    (item): item is Certificate =>
      item instanceof Certificate && item.issuer.isEqual(sid.issuer) && item.serialNumber.isEqual(sid.serialNumber),
  );
}

/** Only one signer, detached, SM3 and SM2-with-SM3: no other algorithm may be talked into. */
function soleSigner(data: SignedData): SignerInfo | undefined {
  const signer = data.signerInfos.length === 1 ? data.signerInfos[0] : undefined;
  const { eContentType, eContent } = data.encapContentInfo;
  if (!signer?.signedAttrs || eContent !== undefined || eContentType !== ContentInfo.DATA) return undefined;
  const { digestAlgorithm, signatureAlgorithm } = signer;
  return digestAlgorithm.algorithmId === sm3Oid && signatureAlgorithm.algorithmId === sm2WithSm3Oid
    ? signer
    : undefined;
}

/**
 * Reads a CMS SignedData. May throw on hostile input, as the parser does.
 * @returns undefined when it is not a seal of the one kind accepted
 */
export function readSeal(cms: Uint8Array): ReadSeal | undefined {
  const info = ContentInfo.fromBER(Uint8Array.from(cms).buffer);
  if (info.contentType !== ContentInfo.SIGNED_DATA) return undefined;
  const data = new SignedData({ schema: info.content });
  const signer = soleSigner(data);
  const certificate = signer && certificateOf(data, signer);
  if (!signer?.signedAttrs || !certificate) return undefined;
  const contentType = attributeValue(signer, '1.2.840.113549.1.9.3');
  const digest = attributeValue(signer, '1.2.840.113549.1.9.4');
  const time = attributeValue(signer, '1.2.840.113549.1.9.5');
  if (!(contentType instanceof asn1.ObjectIdentifier) || contentType.getValue() !== ContentInfo.DATA) return undefined;
  if (!(digest instanceof asn1.OctetString) || !(time instanceof asn1.UTCTime)) return undefined;
  const signedBytes = new Uint8Array(signer.signedAttrs.encodedValue);
  signedBytes[0] = 0x31;
  return {
    certificate,
    signedAt: time.toDate(),
    messageDigest: digest.valueBlock.valueHexView,
    signedBytes,
    signature: signer.signature.valueBlock.valueHexView,
  };
}

import { type CryptoKey, exportJWK, generateKeyPair, SignJWT } from 'jose';

/** Who signs the tokens: nobody asks there, the keys come as an event. */
export const issuer = 'http://identity.test';

const header = { alg: 'ES256', kid: 'k1' };

/** Signs access tokens as identity would, with a key made for this run. */
export class TokenSigner {
  private constructor(
    private readonly key: CryptoKey,
    /** The public keys, as identity publishes them. */
    readonly jwks: string,
  ) {}

  static async make(): Promise<TokenSigner> {
    const { privateKey, publicKey } = await generateKeyPair(header.alg);
    return new TokenSigner(privateKey, JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), ...header }] }));
  }

  /**
   * @param personId whose token it is
   * @param claims what it says of them, e.g. `{ kind: 'staff' }`
   * @param expiresAt in seconds of real time since 1970; it was issued long before
   */
  async sign(personId: string, claims: Record<string, unknown>, expiresAt: number): Promise<string> {
    return new SignJWT(claims)
      .setProtectedHeader(header)
      .setIssuer(issuer)
      .setAudience('yichuang')
      .setSubject(personId)
      .setIssuedAt(expiresAt - 7_200)
      .setExpirationTime(expiresAt)
      .sign(this.key);
  }
}

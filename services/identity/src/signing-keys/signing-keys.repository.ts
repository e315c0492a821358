import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';
import { systemAuthority } from '#lib/access';
import { Door } from '#lib/messaging';
import { isDuplicateKey, type Tx, type Work } from '#lib/persistence';
import { everywhere } from '../region/everywhere.js';
import type { KeyCipher } from './key-cipher.js';
import { SigningKeys } from './signing-keys.entity.js';
import { signingKeysTransitions } from './signing-keys.states.js';

const keysId = 'keys';

/** The only writer of signing keys. */
export const signingKeysDoor = new Door({
  aggregate: 'signing-keys',
  noun: { zh: '签名密钥', en: 'signing keys' },
  entity: SigningKeys,
  key: 'keysId',
  transitions: signingKeysTransitions,
});

/**
 * The private keys that sign tokens; made and published when the deployment has none yet.
 *
 * @param work opens transactions
 * @param cipher what the private parts are sealed with
 * @returns private JSON Web Keys, the one that signs first
 */
export async function openSigningKeys(work: Work, cipher: KeyCipher): Promise<JWK[]> {
  const row = (await work.run(findKeys)) ?? (await publishFirst(work, cipher));
  const keys: JWK[] = JSON.parse(cipher.open(row.privateKeys));
  return keys;
}

async function findKeys(tx: Tx): Promise<SigningKeys | undefined> {
  return tx.findOne(SigningKeys, { where: { keysId } });
}

async function publishFirst(work: Work, cipher: KeyCipher): Promise<SigningKeys> {
  const { publicKey, privateKey } = await newKey();
  const publicKeys = { keys: [publicKey] };
  const row = { keysId, region: everywhere, publicKeys, privateKeys: cipher.seal(JSON.stringify([privateKey])) };
  const said = { jwks: JSON.stringify(publicKeys) };
  try {
    return await work.run(async (tx) => signingKeysDoor.enter(tx, row, 'publish', systemAuthority, said));
  } catch (error) {
    // Two replicas began at once and the other was first: its keys are the deployment's.
    const first = isDuplicateKey(error) ? await work.run(findKeys) : undefined;
    if (first === undefined) throw error;
    return first;
  }
}

async function newKey(): Promise<{ publicKey: JWK; privateKey: JWK }> {
  const pair = await generateKeyPair('ES256', { extractable: true });
  const [publicPart, privatePart] = await Promise.all([exportJWK(pair.publicKey), exportJWK(pair.privateKey)]);
  // The thumbprint (RFC 7638) names the key by what it is.
  const about = { kid: await calculateJwkThumbprint(publicPart), alg: 'ES256', use: 'sig' };
  return { publicKey: { ...publicPart, ...about }, privateKey: { ...privatePart, ...about } };
}

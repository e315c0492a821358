import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { readSealKeys } from '#lib/seals';
import { localDirectory } from '../state.js';
import type { Equation, Family } from './equation.js';
import type { Ground } from './ground.js';
import { VerifiedSeals } from './verified-seals.js';

/** Papers and files (I15): what is stored is what was recorded, byte for byte, and its seal is good. */
export const documents: Family = {
  name: 'documents',
  equations: (ground) => [
    ...ground.having('sealed_document').flatMap((service) => ofService(ground, service)),
    ...(ground.has('intake.material_file') ? [files(ground)] : []),
    ...(ground.has('intake.sealed_document') ? deskPapers : []),
    ...(ground.has('review.sealed_document') ? [decisionPapers] : []),
  ],
};

function ofService(ground: Ground, service: string): Equation[] {
  const over = `yc_${service}.sealed_document`;
  return [
    {
      id: `I15.digest ${service}`,
      sentence: 'the stored bytes of every paper have the recorded SHA-256',
      over,
      offending: `SELECT document_id FROM ${over} WHERE pdf IS NOT NULL AND SHA2(pdf, 256) <> sha256`,
    },
    {
      id: `I15.sealed ${service}`,
      sentence: 'a paper is sealed when it has bytes, digests and one use of its organ’s seal, and else none of them',
      over,
      offending: `SELECT d.document_id FROM ${over} d LEFT JOIN yc_${service}.seal_use u ON u.document_id = d.document_id
                     AND u.organ_id = d.organ_id AND u.sm3 = d.sm3
                   WHERE (d.state = 'sealed') <> (d.pdf IS NOT NULL AND d.sha256 IS NOT NULL AND u.document_id IS NOT NULL)
                  UNION SELECT u.document_id FROM yc_${service}.seal_use u LEFT JOIN ${over} d
                     ON d.document_id = u.document_id AND d.sm3 = u.sm3 WHERE d.document_id IS NULL`,
    },
    {
      id: `I15.seal ${service}`,
      sentence: 'the seal of every paper verifies, is that of its organ, and the SM3 digest is the recorded one',
      over,
      offending: async () => badSeals(ground, service),
    },
  ];
}

interface Paper {
  document_id: string;
  /** Computed by the database from the stored bytes. */
  sha256: string;
  sm3: string | null;
  credit_code: string | null;
}

/** As many papers are read and verified at once: a megabyte or two. */
const papersAtOnce = 64;

async function badSeals(ground: Ground, service: string): Promise<string[]> {
  const keysFile = join(localDirectory(), 'seal-keys.json');
  if (!existsSync(keysFile)) throw new Error(`the trusted authorities are not at ${keysFile}`);
  const { authorities } = readSealKeys(keysFile);
  const trusted = authorities.map((der) => Buffer.from(der, 'base64'));
  const verified = new VerifiedSeals(createHash('sha256').update(authorities.join(' ')).digest('hex'));
  return lookAtPapers(ground, service, { trusted, verified });
}

interface Known {
  /** The trusted authorities, DER. */
  trusted: readonly Uint8Array[];
  verified: VerifiedSeals;
}

async function lookAtPapers(ground: Ground, service: string, known: Known): Promise<string[]> {
  const all = await ground.count(`yc_${service}.sealed_document`);
  const offending: string[] = [];
  for (let after = '', seen = 0; ;) {
    ground.progress.reach(`documents, I15.seal ${service}, ${seen} of ${all} papers`);
    const page = await ground.rows<Paper>(
      `SELECT d.document_id, SHA2(d.pdf, 256) AS sha256, d.sm3, o.credit_code FROM yc_${service}.sealed_document d
         LEFT JOIN yc_identity.organisation o ON o.organisation_id = d.organ_id
        WHERE d.document_id > ? AND d.pdf IS NOT NULL ORDER BY d.document_id LIMIT ${papersAtOnce}`,
      [after],
    );
    const good = await Promise.all(page.map(async (paper) => isGood(ground, service, paper, known)));
    offending.push(...page.filter((_, at) => good[at] !== true).map(({ document_id }) => document_id));
    const last = page.at(-1);
    if (last === undefined) return offending;
    after = last.document_id;
    seen += page.length;
  }
}

async function isGood(ground: Ground, service: string, paper: Paper, { trusted, verified }: Known): Promise<boolean> {
  const good = { sha256: paper.sha256, sm3: paper.sm3 ?? '', organCode: paper.credit_code ?? '' };
  if (verified.has(good)) return true;
  const [stored] = await ground.rows<{ pdf: Buffer }>(
    `SELECT pdf FROM yc_${service}.sealed_document WHERE document_id = ?`,
    [paper.document_id],
  );
  if (stored === undefined || createHash('sm3').update(stored.pdf).digest('hex') !== good.sm3) return false;
  const check = await ground.seals.run({ pdf: Uint8Array.from(stored.pdf), trusted });
  if (!check.valid || check.organCode !== good.organCode) return false;
  verified.add(good);
  return true;
}

/** Where the front desk's files lie, as the local deployment configures it. */
const filesDirectory = (): string => process.env['FILES_DIR'] ?? join(localDirectory(), 'files');

function files(ground: Ground): Equation {
  return {
    id: 'I15.files',
    sentence: 'every uploaded file is there, with the size and the SHA-256 recorded',
    over: 'yc_intake.material_file',
    offending: async () => {
      const rows = await ground.rows<{ sha256: string; size: number }>(
        'SELECT DISTINCT sha256, size FROM yc_intake.material_file',
      );
      const bad: string[] = [];
      for (const { sha256, size } of rows) if (!(await isWhole(sha256, size))) bad.push(sha256);
      return bad;
    },
  };
}

async function isWhole(sha256: string, size: number): Promise<boolean> {
  const path = join(filesDirectory(), sha256.slice(0, 2), sha256.slice(2, 4), sha256);
  if (!existsSync(path) || readFileSync(path).length !== size) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex') === sha256;
}

/** Acts of the front desk that are told in writing, and the kind of the paper. */
const written: readonly [act: string, kind: string][] = [
  ['accept', 'acceptance'],
  ['correct', 'correction'],
  ['refuse', 'refusal'],
];

const deskPapers: Equation[] = written.map(([act, kind]) => ({
  id: `I15.${kind}`,
  sentence: 'what the law wants in writing has its paper, once',
  over: 'yc_intake.sealed_document',
  offending: `SELECT c.case_id FROM yc_intake.service_case c
                LEFT JOIN yc_intake.ledger l ON l.aggregate = 'case' AND l.aggregate_id = c.case_id AND l.act = '${act}'
                LEFT JOIN yc_intake.sealed_document d ON d.subject_id = c.case_id AND d.kind = '${kind}'
               GROUP BY c.case_id HAVING COUNT(DISTINCT l.version) <> COUNT(DISTINCT d.document_id)`,
}));

const decisionPapers: Equation = {
  id: 'I15.decision',
  sentence: 'every decision has its letter, once',
  over: 'yc_review.sealed_document',
  offending: `SELECT d.case_id FROM yc_review.decision d LEFT JOIN yc_review.sealed_document s
                 ON s.subject_id = d.case_id AND s.number = d.letter_number
               GROUP BY d.case_id HAVING COUNT(s.document_id) <> 1`,
};

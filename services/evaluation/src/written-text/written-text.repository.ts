import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import type { Occasion } from '../occasion/occasion.entity.js';
import { type TextKind, WrittenText } from './written-text.entity.js';

/** Keeps what somebody wrote. */
export async function keepText(
  tx: Tx,
  { occasionId }: Pick<Occasion, 'occasionId'>,
  text: { kind: TextKind; words: string; writtenBy: string; digest?: string },
): Promise<void> {
  await tx.insert(WrittenText, {
    textId: newId(),
    occasionId,
    digest: '',
    ...text,
    writtenAt: tx.now,
    arrivedAt: tx.real,
  });
}

/** What was written about an occasion the reader may see, oldest first; an occasion has a handful. */
export async function listTexts(tx: Tx, { occasionId }: Pick<Occasion, 'occasionId'>): Promise<WrittenText[]> {
  return tx.find(WrittenText, { where: { occasionId }, order: { textId: 'ASC' }, take: 100 });
}

/** How many texts with a digest arrived since an instant on the wall. */
export async function countSameText(tx: Tx, digest: string, since: Date): Promise<number> {
  const [row] = await tx.query<{ texts: string | number }[]>(
    'SELECT COUNT(*) AS texts FROM written_text WHERE digest = ? AND arrived_at >= ?',
    [digest, since],
  );
  return Number(row?.texts ?? 0);
}

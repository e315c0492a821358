import type { Tx } from '#lib/persistence';
import { Application } from './application.entity.js';

/** Writes down a submission; it is never changed. */
export async function keepApplication(tx: Tx, application: Application): Promise<void> {
  await tx.insert(Application, application);
}

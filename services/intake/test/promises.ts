import { firm, lodged } from './applications.js';
import type { Answer, Person } from './desk.js';

/** An application for the item with deferrable materials. @param refs what is brought at once */
export const application = (refs: string[]) => ({
  channel: 'window',
  itemId: 'SJ04',
  applicant: firm,
  materials: refs.map((ref) => ({ ref })),
  delivery: { mode: 'window' },
});

/** The smallest PNG there is. */
const signature = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A signed promise to bring these later. */
export const promiseOf = (refs: string[]) => ({
  outstanding: refs.map((materialRef) => ({ materialRef })),
  promisedBy: '王掌柜',
  signature,
});

/** A case of such an application. @param refs what is brought at once @returns its id */
export async function lodgedWith(clerk: Person, refs = ['apply', 'plan']): Promise<string> {
  return (await lodged(clerk, application(refs))).caseId;
}

/** Accepts a case as it was lodged, on a promise or on none. */
export async function acceptWith(clerk: Person, caseId: string, promise?: object): Promise<Answer> {
  return clerk.act(`/cases/${caseId}/accept`, 1, { promise });
}

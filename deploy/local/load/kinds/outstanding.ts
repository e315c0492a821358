import { signature } from '../../walks/matter.js';
import { text } from '../../walks/people.js';
import { accept, applicant, decide, giveOut, givenOut, lodge, scan, type Seen } from '../acts.js';
import type { Kind } from '../kind.js';
import type { Walker } from '../walker.js';

const item = { itemId: 'JT01' };

/** Accepted with a material missing (容缺受理), decided, held until the citizen brings it, then given out. */
export const outstanding: Kind = async (crew, random) => {
  const [clerk, who] = [crew.clerk(random), applicant(random)];
  const later = await deferrable(clerk);
  const promised = later.map((materialRef) => ({ materialRef }));
  const promise = { outstanding: promised, promisedBy: who.name, signature };
  const caseId = text(await accept(clerk, await lodge(clerk, item, who, { later }), { promise }), 'caseId');
  await decide(crew.chief(random, 'jt'), caseId, { outcome: 'approved' });
  await untilHeld(clerk, caseId);
  for (const ref of later) await bring(crew.citizen(who.personId), caseId, ref);
  await giveOut(crew, random, clerk, caseId, who);
  return [givenOut(caseId, 'valid')];
};

async function deferrable(clerk: Walker): Promise<string[]> {
  const guide = await clerk.read(`/api/catalogue/items/${item.itemId}`);
  const { materials } = guide['item'] as { materials: { ref: string; necessity: string }[] };
  return materials.filter(({ necessity }) => necessity === 'deferrable').map(({ ref }) => ref);
}

/** Sealed, but not given out. */
async function untilHeld(clerk: Walker, caseId: string): Promise<void> {
  await clerk.reach('decided → certificate held', async () => {
    const { items } = (await clerk.read(`/api/certificates/certificates?caseId=${caseId}`)) as { items: Seen[] };
    return items[0]?.['state'] === 'held' ? items[0] : undefined;
  });
}

async function bring(citizen: Walker, caseId: string, ref: string): Promise<void> {
  const path = `/api/intake/cases/${caseId}`;
  const uploaded = await citizen.upload('upload', `${path}/materials/${ref}/file`, 'application/pdf', scan);
  await citizen.act('bring', `${path}/outstanding-materials/${ref}/cure`, {}, uploaded['outstandingVersion']);
}

import type { MessageInitShape } from '@bufbuild/protobuf';
import type { EventAuthority, OrganisationChangedSchema } from '#lib/contracts';
import { Door } from '#lib/messaging';
import type { Tx } from '#lib/persistence';
import { Organisation } from './organisation.entity.js';
import { organisationNotFound } from './organisation.errors.js';
import { organisationTransitions } from './organisation.states.js';

/** The only writer of organisations. */
export const organisationDoor = new Door({
  aggregate: 'organisation',
  noun: { zh: '机构', en: 'organisation' },
  entity: Organisation,
  key: 'organisationId',
  transitions: organisationTransitions,
});

/** What is known of an organisation, beside id and region. */
export type OrganisationContent = Pick<Organisation, 'name' | 'shortName' | 'kind' | 'creditCode' | 'aliases'>;

/** The organisation, or undefined. Ids of organisations are public: whoever names one may name any. */
export async function findOrganisation(tx: Tx, organisationId: string): Promise<Organisation | undefined> {
  return tx.findOne(Organisation, { where: { organisationId } });
}

/** @throws DomainError `organisation.not-found`, blaming the field that named it */
export async function getOrganisation(tx: Tx, organisationId: string, field: string): Promise<Organisation> {
  const found = await findOrganisation(tx, organisationId);
  if (found === undefined) throw organisationNotFound(field);
  return found;
}

/** The organisation with a social credit code, or undefined. */
export async function findByCreditCode(tx: Tx, creditCode: string): Promise<Organisation | undefined> {
  return tx.findOne(Organisation, { where: { creditCode } });
}

/** Enters an organisation and announces it. */
export async function enterOrganisation(
  tx: Tx,
  row: OrganisationContent & { organisationId: string; region: string },
  by: EventAuthority,
): Promise<Organisation> {
  return organisationDoor.enter(tx, row, 'enter', by, contentOf(row));
}

/** Changes what is known of an organisation and announces it. */
export async function changeOrganisation(
  tx: Tx,
  it: Organisation,
  content: OrganisationContent,
  by: EventAuthority,
): Promise<void> {
  await organisationDoor.advance(
    tx,
    it,
    'change',
    by,
    contentOf({ organisationId: it.organisationId, ...content }),
    content,
  );
}

function contentOf(
  row: OrganisationContent & { organisationId: string },
): MessageInitShape<typeof OrganisationChangedSchema> {
  const { organisationId, name, shortName, kind, creditCode, aliases } = row;
  return { organisationId, name, shortName, kind, creditCode, aliases };
}

import type { ReadScope } from '#lib/access';
import { CaseFacts, isOfRectification } from '../case-fact/fact.js';
import { oversees } from '../watched-case/watched-case.repository.js';

/**
 * The facts of a case that a reader may know. That it was rated badly is not for whoever was rated: as in evaluation, it is
 * known to overseers, to the department that was rated, once that was heard, and to the applicant.
 *
 * @param facts everything heard of a case that the reader may see
 * @param rated what the right to read rectifications gives the reader; undefined when they have none
 */
export function readableFacts(facts: CaseFacts, rated: ReadScope | undefined): CaseFacts {
  if (rated?.personIndex !== undefined || (rated !== undefined && oversees(rated))) return facts;
  const own = [...facts.of('rectification-opened'), ...facts.of('rectification-reopened')]
    .filter(({ content }) => content.departmentId === rated?.organisationId)
    .map(({ content }) => content.rectificationId);
  return new CaseFacts(
    facts.inOrder.filter((fact) => !isOfRectification(fact) || own.includes(fact.content.rectificationId)),
  );
}

import type { CaseFacts } from '../case-fact/fact.js';
import type { WatchedCase } from './watched-case.entity.js';

/** What a case is known by. */
export type Profile = Omit<WatchedCase, 'caseId' | 'region'>;

/** Reads what a case is known by from its facts; empty where nothing was heard yet. */
export function profileOf(facts: CaseFacts): Profile {
  const accepted = facts.of('case-accepted')[0]?.content;
  if (accepted !== undefined) {
    const { caseNumber, itemId, itemName, departmentId, departments, hallId, applicantIndex } = accepted;
    return { caseNumber, itemId, itemName, departmentId, departments, hallId, applicantIndex };
  }
  const lodged = facts.of('application-lodged')[0]?.content;
  const { itemId = '', itemName = '', departmentId = '', hallId = '', applicantIndex = '' } = lodged ?? {};
  const departments = departmentId === '' ? [] : [departmentId];
  return { caseNumber: '', itemId, itemName, departmentId, departments, hallId, applicantIndex };
}

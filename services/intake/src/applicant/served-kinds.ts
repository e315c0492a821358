import type { Applicant } from './applicant.js';

const words: Record<Applicant['kind'], readonly string[]> = {
  'natural-person': ['自然人', 'natural-person'],
  organisation: ['法人', '组织', '机关', 'organisation', 'legal-person'],
};

/** Whether an item's service object (服务对象), in the register's words, covers a kind of applicant; empty says nothing. */
export function serves(serviceObject: string, kind: Applicant['kind']): boolean {
  return serviceObject.trim() === '' || words[kind].some((word) => serviceObject.includes(word));
}

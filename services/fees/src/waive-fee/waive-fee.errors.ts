import { DomainError } from '#lib/service-kit';

/** An exemption frees of something: it must be billed first. */
export const billFirst = (): DomainError =>
  new DomainError('waiver.bill-first', 'conflict', {
    zh: '减免须先开具缴款单,再由开单人以外的收费员办理;条件均不适用的,请选择“不适用”。',
    en: 'An exemption needs a bill first; somebody else than the biller then waives it. If no line applies, say not-applicable.',
  });

/** @param name of a line without a condition */
export const lineApplies = (name: string): DomainError =>
  new DomainError('waiver.line-applies', 'conflict', {
    zh: `“${name}”没有适用条件,本件必须收取;符合减免规定的,请先开单再办理减免。`,
    en: `“${name}” has no condition, so it applies. If a rule frees the payer, bill it and have it waived as exempt.`,
  });

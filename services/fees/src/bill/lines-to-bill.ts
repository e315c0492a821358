import type { DomainError } from '#lib/service-kit';
import type { PlannedLine } from './bill.entity.js';
import { basisMissing, feeExpired, lineUnknown, nothingToPay } from './bill.errors.js';

/** What the cashier chose. */
export interface ChosenLine {
  code: string;
  quantity: number;
}

/** A line ready to be billed. */
export interface LineToBill {
  code: string;
  name: string;
  quantity: number;
  amountFen: bigint;
  basis: string;
}

/** What the plan foresees, as far as billing depends on it. */
export type Foreseen = Pick<PlannedLine, 'code' | 'name' | 'unitFen' | 'basis' | 'condition'>;

/**
 * The lines of a bill (收费公开): lines without a condition, once unless another quantity was given; lines with a condition
 * only when chosen; never one that is not on the list, has no basis, or was taken off the list in force.
 *
 * @param planned the lines of the plan
 * @param chosen the cashier's choice
 * @param inForce codes of the item's fee list today
 * @throws DomainError `bill.line-unknown`, `bill.nothing-to-pay`, `fee.basis-missing`, `fee.expired`
 */
export function linesToBill(
  planned: readonly Foreseen[],
  chosen: readonly ChosenLine[],
  inForce: ReadonlySet<string>,
): LineToBill[] {
  const codes = planned.map(({ code }) => code);
  for (const { code } of chosen) if (!codes.includes(code)) throw lineUnknown(code, codes);
  const quantities = new Map(chosen.map(({ code, quantity }) => [code, quantity]));
  const due = planned.filter((line) => quantities.has(line.code) || isDueAnyway(line, inForce));
  if (due.length === 0) throw whyNothingIsDue(planned, inForce);
  return due.map((line) => {
    const fault = whyNotChargeable(line, inForce);
    if (fault !== undefined) throw fault;
    const { code, name, basis, unitFen } = line;
    const quantity = quantities.get(code) ?? 1;
    return { code, name, quantity, amountFen: BigInt(unitFen) * BigInt(quantity), basis };
  });
}

/** Whether a line is due without anybody choosing it. A charge that was abolished since burdens nobody, and stops no other. */
export const isDueAnyway = (line: Foreseen, inForce: ReadonlySet<string>): boolean =>
  line.condition === '' && whyNotChargeable(line, inForce) === undefined;

function whyNotChargeable({ code, name, basis }: Foreseen, inForce: ReadonlySet<string>): DomainError | undefined {
  if (basis.trim() === '') return basisMissing(name);
  return inForce.has(code) ? undefined : feeExpired(name);
}

function whyNothingIsDue(planned: readonly Foreseen[], inForce: ReadonlySet<string>): DomainError {
  const [first] = planned.filter(({ condition }) => condition === '');
  return (first && whyNotChargeable(first, inForce)) ?? nothingToPay();
}

/** Fen, added up. */
export const totalOf = (lines: readonly { amountFen: bigint | string }[]): bigint =>
  lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);

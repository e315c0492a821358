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
 * The lines of a bill (收费公开): lines without a condition always, once unless another quantity was given; lines with a
 * condition only when chosen; nothing that is not on the list, has no basis, or was taken off the list in force.
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
  const due = planned.filter(({ code, condition }) => condition === '' || quantities.has(code));
  if (due.length === 0) throw nothingToPay();
  return due.map((line) => {
    if (line.basis.trim() === '') throw basisMissing(line.name);
    if (!inForce.has(line.code)) throw feeExpired(line.name);
    const { code, name, basis, unitFen } = line;
    const quantity = quantities.get(code) ?? 1;
    return { code, name, quantity, amountFen: BigInt(unitFen) * BigInt(quantity), basis };
  });
}

/** Whether a line may be charged at all: it has a basis and stands on the list in force. */
export const isChargeable = ({ code, basis }: Foreseen, inForce: ReadonlySet<string>): boolean =>
  basis.trim() !== '' && inForce.has(code);

/** Fen, added up. */
export const totalOf = (lines: readonly { amountFen: bigint | string }[]): bigint =>
  lines.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);

import { makeSecret } from '#lib/testing';

export const region = '530129';
export const hall = 'hall-530129';
export const hallName = '示范县政务服务中心';
export const hallCode = '12530129000000000B';
/** What the provider shares with the office, made for this run. */
export const secret = makeSecret();

/** A fee line as a test writes it. */
export interface Line {
  code: string;
  name: string;
  amountFen: bigint;
  basis: string;
  timing: string;
  condition: string;
}

const line = (code: string, yuan: number, more: Partial<Line> = {}): Line => ({
  code,
  name: `费用 ${code}`,
  amountFen: BigInt(yuan * 100),
  basis: '发改价格〔2019〕914号',
  timing: 'before-result',
  condition: '',
  ...more,
});

/** 120 yuan, always. */
export const passport = line('F1', 120);
/** 40 yuan, when it was lost. */
export const replacement = line('F2', 40, { condition: '遗失补领' });
/** 60 yuan for the examination, before it is decided. */
export const examination = line('F3', 60, { timing: 'before-decision' });
/** Nobody said on what ground. */
export const groundless = line('F4', 10, { basis: '' });

import { expect, it } from '@jest/globals';
import { ReviewCase } from '../case/case.entity.js';
import { procedureLetter } from './clock-letters.js';

const onTheCase = Object.assign(new ReviewCase(), { itemName: '事项', caseNumber: '1', acceptedAt: new Date(0) });

it.each([
  ['working-day', '所需时间为30个工作日'],
  ['calendar-day', '所需时间为30个自然日'],
] as const)('tells the days of a special procedure in their unit: %s', (unit, words) => {
  const letter = procedureLetter(onTheCase, { name: '现场核查', basis: '' }, { days: 30, unit });
  expect(letter.paragraphs.join('')).toContain(words);
});

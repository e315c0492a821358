import { afterEach, expect, it, jest } from '@jest/globals';
import { Progress } from './progress.js';

afterEach(() => {
  jest.useRealTimers();
});

it('tells every ten seconds where a look is, and nothing once it is over', () => {
  jest.useFakeTimers();
  const told: string[] = [];
  const progress = new Progress((line) => told.push(line));
  progress.reach('journal, I3.told intake');
  jest.advanceTimersByTime(9_000);
  expect(told).toEqual([]);
  jest.advanceTimersByTime(1_000);
  progress.reach('documents, I15.seal intake, 200 of 900 papers');
  jest.advanceTimersByTime(10_000);
  progress.end();
  jest.advanceTimersByTime(60_000);
  expect(told.map((line) => line.replace(/\d+ s/, 's'))).toEqual([
    '… s, at journal, I3.told intake',
    '… s, at documents, I15.seal intake, 200 of 900 papers',
  ]);
});

import type { StatedClock } from '../clock/running-clocks.js';

/** The case with its clock running again. */
export interface ResumedAnswer {
  caseId: string;
  state: string;
  version: number;
  clocks: StatedClock[];
}

import { round } from './round.js';

export const trip = (): unknown => round;

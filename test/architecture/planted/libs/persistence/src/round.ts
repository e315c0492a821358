import { trip } from './trip.js';

export const round = (): unknown => trip;

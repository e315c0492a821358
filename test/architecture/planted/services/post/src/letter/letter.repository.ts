import { letterTable } from './letter.entity.js';

export const findLetter = (): string => letterTable;

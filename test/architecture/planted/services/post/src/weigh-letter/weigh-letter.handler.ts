import { letterTable } from '../letter/letter.entity.js';

export const handler = letterTable;

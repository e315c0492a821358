import { letterTable } from '../../post/src/letter/letter.entity.js';

export const peep = letterTable;

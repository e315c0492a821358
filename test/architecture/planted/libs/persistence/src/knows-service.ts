import { letterTable } from '../../../services/post/src/letter/letter.entity.js';

export const known = letterTable;

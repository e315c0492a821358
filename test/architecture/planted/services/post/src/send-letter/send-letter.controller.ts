import { letterTable } from '../letter/letter.entity.js';
import { SendLetter } from './send-letter.js';

export const controller = [SendLetter, letterTable];

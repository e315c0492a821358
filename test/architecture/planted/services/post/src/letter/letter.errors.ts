import { SendLetter } from '../send-letter/send-letter.js';

export const refused = SendLetter;

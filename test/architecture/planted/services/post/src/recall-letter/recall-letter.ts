import { SendLetter } from '../send-letter/send-letter.js';

export class RecallLetter {
  execute(): unknown {
    return SendLetter;
  }
}

import { ReceiverBody } from '../hand-over/receiver.dto.js';

/** Who fetched the result. */
export class HandOverResultRequest extends ReceiverBody {}

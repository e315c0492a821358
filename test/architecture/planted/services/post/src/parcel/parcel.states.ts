import { door } from '#lib/messaging';

export const parcelTransitions = { send: door };

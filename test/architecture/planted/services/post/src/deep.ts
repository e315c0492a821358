import { inner } from '../../../libs/messaging/src/inner.js';

export const deep = inner;

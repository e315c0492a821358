import { inner } from '../../messaging/src/inner.js';

export const deep = inner;

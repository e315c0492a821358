import type { Back } from './back.js';

export interface There {
  back: Back;
}

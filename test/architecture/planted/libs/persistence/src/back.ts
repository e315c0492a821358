import type { There } from './there.js';

export interface Back {
  there: There;
}

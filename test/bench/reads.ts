import type { BenchStand } from './stand.js';
export async function reads(_stand: BenchStand, _size: number): Promise<string[]> {
  return [];
}

/** Prints a step as it is done, with the time it took, and passes its result on. */
export async function step<T>(title: string, act: () => Promise<T>): Promise<T> {
  process.stdout.write(`· ${title} …\n`);
  const began = performance.now();
  const result = await act();
  process.stdout.write(`✓ ${title} (${((performance.now() - began) / 1000).toFixed(1)} s)\n`);
  return result;
}

/** Prints a line. */
export function say(line = ''): void {
  process.stdout.write(`${line}\n`);
}

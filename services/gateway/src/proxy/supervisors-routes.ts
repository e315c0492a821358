const supervisors = new Set(['metrics', 'health']);

/**
 * Whether an address leads to what services tell the supervisor of processes: that is on their own ports only, however
 * the address is written.
 *
 * @param url path and query as they came, e.g. `/api/intake/%6detrics`
 */
export function isForSupervisors(url: string): boolean {
  const [door, , route] = segmentsOf(url.split('?')[0] ?? '');
  return door === 'api' && route !== undefined && supervisors.has(route.toLowerCase());
}

function segmentsOf(path: string): string[] {
  const segments: string[] = [];
  for (const segment of decoded(path).split('/')) {
    if (segment === '..') segments.pop();
    else if (segment !== '' && segment !== '.') segments.push(segment);
  }
  return segments;
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Nobody can read it; it is refused where it is looked up.
    return path;
  }
}

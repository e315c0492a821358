export const region = '530129';
/** Where ratings that come at once, or alike, are taken for a machine's. */
export const strictRegion = '530128';
export const hall = 'hall-530129';
export const department = 'dept-sj';
export const item = 'SJ02';

/** Tests are quicker than people: only the strict region minds. */
export const rules = JSON.stringify({
  '53': { tooSoonSeconds: 0, burst: 100 },
  [strictRegion]: { tooSoonSeconds: 60, burst: 3 },
});

/** A hall behind one address. */
export const sharedAddress = '203.0.113.200';

/** Who works here: id, organisation, roles, region. */
export const people = [
  ['clerk', hall, ['window-clerk'], region],
  ['issue', hall, ['issue-clerk'], region],
  // Serves, and would oversee as well.
  ['issue-and-manager', hall, ['issue-clerk', 'hall-manager'], region],
  ['manager', hall, ['hall-manager'], region],
  ['supervisor', hall, ['supervisor'], region],
  ['auditor', hall, ['auditor'], region],
  ['reviewer', department, ['reviewer'], region],
  ['chief', department, ['chief-representative'], region],
  ['chief-other', 'dept-other', ['chief-representative'], region],
  // Small halls give one person several roles.
  ['clerk-and-chief', department, ['window-clerk', 'chief-representative'], region],
  ['issue-and-reviewer', department, ['issue-clerk', 'reviewer'], region],
  ['chief-and-manager', department, ['chief-representative', 'hall-manager'], region],
  ['auditor-and-reviewer', department, ['auditor', 'reviewer'], region],
  ['issue-strict', 'hall-530128', ['issue-clerk'], strictRegion],
  ['supervisor-strict', 'hall-530128', ['supervisor'], strictRegion],
] as const;

let last = 0;
/** An address nobody had before. */
export function yard(): string {
  last += 1;
  return `10.${(last >> 16) & 255}.${(last >> 8) & 255}.${last & 255}`;
}

import type { Caller } from '#lib/access';
import type { ServiceItem } from '#lib/contracts';
import { DomainError, type FieldFault } from '#lib/service-kit';
import { applicantFaults } from '../applicant/applicant-faults.js';
import { materialNotOnList, notOnListFault } from '../material/material.errors.js';
import type { SubmissionBody } from './submission.dto.js';

const required = (field: string): FieldFault => ({
  field,
  code: 'field.required',
  message: { zh: '必须填写', en: 'is required' },
});

/**
 * Refuses a submission whose fields do not fit together, all faults at once.
 *
 * @param today yyyy-mm-dd
 * @throws DomainError `request.invalid`
 */
export function refuseFaults(body: SubmissionBody, caller: Pick<Caller, 'kind'>, today: string): void {
  const faults = [
    ...applicantFaults(body.applicant, today),
    ...channelFaults(body, caller),
    ...deliveryFaults(body.delivery),
    ...repeatedFaults(body.materials),
  ];
  if (faults.length === 0) return;
  throw new DomainError(
    'request.invalid',
    'invalid',
    { zh: '提交的内容有误,请按 errors 逐项修改后重试。', en: 'The request has faults; each is named in errors.' },
    faults,
  );
}

/** Clerks take in at the window and from the post; citizens lodge online. Post has a parcel number. */
function channelFaults(
  { channel, parcelNumber }: Pick<SubmissionBody, 'channel' | 'parcelNumber'>,
  { kind }: Pick<Caller, 'kind'>,
): FieldFault[] {
  const fits = kind === 'citizen' ? channel === 'online' : channel !== 'online';
  const message = { zh: '窗口人员:window 或 post;申请人:online', en: 'staff: window or post; citizens: online' };
  const wrongWay = fits ? [] : [{ field: 'channel', code: 'application.channel-refused', message }];
  const noParcel = channel === 'post' && parcelNumber === undefined ? [required('parcelNumber')] : [];
  return [...wrongWay, ...noParcel];
}

function deliveryFaults(delivery: SubmissionBody['delivery']): FieldFault[] {
  const needed = { window: [], courier: ['recipient', 'phone', 'address'], locker: ['phone'] } as const;
  return needed[delivery.mode]
    .filter((field) => delivery[field] === undefined)
    .map((field) => required(`delivery.${field}`));
}

function repeatedFaults(materials: readonly { ref: string }[]): FieldFault[] {
  const refs = materials.map(({ ref }) => ref);
  return refs.flatMap((ref, index) => {
    if (refs.indexOf(ref) === index) return [];
    const message = { zh: `${ref} 重复`, en: `${ref} is named twice` };
    return [{ field: `materials.${index}.ref`, code: 'material.repeated', message }];
  });
}

/**
 * Refuses materials outside the item's list (指南之外无材料).
 *
 * @throws DomainError `material.not-on-list`
 */
export function refuseUnlisted(item: ServiceItem, materials: readonly { ref: string }[], path = 'materials'): void {
  const allowed = item.materials.map(({ ref }) => ref);
  const faults = materials.flatMap(({ ref }, index) =>
    allowed.includes(ref) ? [] : [notOnListFault(`${path}.${index}.ref`, ref, allowed)],
  );
  if (faults.length > 0) throw materialNotOnList(faults);
}

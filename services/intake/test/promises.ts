/** An application for the item with deferrable materials. @param refs what is brought at once */
export const application = (refs: string[]) => ({
  channel: 'window',
  itemId: 'SJ04',
  applicant: {
    kind: 'organisation',
    name: '示范餐饮有限公司',
    creditCode: '91350100M000100Y43',
    phone: '13800138000',
  },
  materials: refs.map((ref) => ({ ref })),
  delivery: { mode: 'window' },
});

/** The smallest PNG there is. */
const signature = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A signed promise to bring these later. */
export const promiseOf = (refs: string[]) => ({
  outstanding: refs.map((materialRef) => ({ materialRef })),
  promisedBy: '王掌柜',
  signature,
});

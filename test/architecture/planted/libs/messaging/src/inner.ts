export const inner = {};

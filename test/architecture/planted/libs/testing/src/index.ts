export const stand = {};

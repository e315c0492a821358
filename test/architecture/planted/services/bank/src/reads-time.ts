export const today = (): Date => new Date();
export const milliseconds = (): number => Date.now();

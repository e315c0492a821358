export const letterTable = 'letter';

export type Transitions = Record<string, unknown>;
export const door = {};

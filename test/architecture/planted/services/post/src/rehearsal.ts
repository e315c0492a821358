import { stand } from '#lib/testing';

export const rehearsal = stand;

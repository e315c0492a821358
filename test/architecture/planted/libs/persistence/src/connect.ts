import { createPool } from 'mysql2';

export const connect = createPool;

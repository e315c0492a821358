import { connect } from '#lib/persistence';

export const storedDay = connect;

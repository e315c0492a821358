/** The region of what belongs to the whole deployment and to no county: signing keys, business time, citizens' accounts. */
export const everywhere = '000000';

import { ValidateIf } from 'class-validator';

/** The field may be left out, but null is no value of it: it would be taken for a limit of nothing or a date in 1970. */
export const MayBeLeftOut = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined);

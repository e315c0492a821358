import { ValidateBy, type ValidationArguments } from 'class-validator';

/** The mark that a secret of a development deployment carries: in words, or as the beginning of a hexadecimal key. */
const marks = /development|^de7e10/i;

/** Refuses a secret with the development mark when MODE is production. */
export const NotADevelopmentSecret = (): PropertyDecorator =>
  ValidateBy({
    name: 'notADevelopmentSecret',
    validator: {
      validate: (value: unknown, about?: ValidationArguments) => !isProduction(about) || !marks.test(String(value)),
      defaultMessage: () => 'is a development secret: production needs one of its own',
    },
  });

function isProduction(about: ValidationArguments | undefined): boolean {
  return about !== undefined && 'MODE' in about.object && about.object.MODE === 'production';
}

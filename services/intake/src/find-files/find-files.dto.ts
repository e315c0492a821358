import { IsOptional, IsString, Length } from 'class-validator';

/** Why the file is looked at; for the record of clear views. */
export class FileQuery {
  @IsOptional() @IsString() @Length(2, 200) purpose?: string;
}

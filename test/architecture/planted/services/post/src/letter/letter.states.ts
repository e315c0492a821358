import { Injectable } from '@nestjs/common';
import { NoticeSentSchema } from '#lib/contracts';

export const letterTransitions = { send: { announces: NoticeSentSchema, by: Injectable } };

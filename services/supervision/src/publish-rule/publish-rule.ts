import { Injectable } from '@nestjs/common';
import { authorise, type Caller, findStaff } from '#lib/access';
import { isDuplicateKey, type Tx } from '#lib/persistence';
import { beginRecount } from '../recount/recount.repository.js';
import { ruleAboutSomethingElse, ruleBackdated, ruleStale } from '../rule/rule.errors.js';
import { findRule, publishRule } from '../rule/rule.repository.js';
import type { PublishedRuleAnswer, PublishRuleRequest } from './publish-rule.dto.js';

/** Publishes a version of a rule, valid from now or later; open clocks are looked at again, by and by. */
@Injectable()
export class PublishRule {
  /** @throws DomainError `rule.*`, `authority.*` */
  async execute(tx: Tx, caller: Caller, request: PublishRuleRequest): Promise<PublishedRuleAnswer> {
    const { ruleId, version, clockKind, colour, workingDays, active = true } = request;
    const current = await findRule(tx, ruleId);
    const region = request.region ?? (await findStaff(tx, caller.personId))?.region ?? '';
    const by = await authorise(tx, caller, { region });
    if (current !== undefined && (current.clockKind !== clockKind || current.colour !== colour)) {
      throw ruleAboutSomethingElse(current.clockKind, current.colour);
    }
    const next = (current?.version ?? 0) + 1;
    if (version !== next) throw ruleStale(next);
    const validFrom = request.validFrom === undefined ? tx.now : new Date(request.validFrom);
    if (validFrom < tx.now) throw ruleBackdated();
    const content = { ruleId, clockKind, colour, workingDays, active, validFrom, region };
    const it = await publishRule(tx, current, content, by).catch((error: unknown) => {
      throw isDuplicateKey(error) ? ruleStale(next + 1) : error;
    });
    await beginRecount(tx, `rule ${ruleId} ${it.version}`, tx.now);
    return { ruleId, version: it.version, validFrom: validFrom.toISOString() };
  }
}

import { Injectable } from '@nestjs/common';
import { type Caller, scopeOf } from '#lib/access';
import type { Tx } from '#lib/persistence';
import type { RuleVersion } from '../rule/rule-version.entity.js';
import { listRuleVersions } from '../rule/rule.repository.js';

/** Reads the rules. They are no secret between regions: whoever may read them reads them all. */
@Injectable()
export class FindRules {
  async list(tx: Tx, caller: Caller): Promise<{ items: RuleVersion[] }> {
    await scopeOf(tx, caller);
    return { items: await listRuleVersions(tx) };
  }
}

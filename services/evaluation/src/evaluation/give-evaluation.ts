import { Inject, Injectable } from '@nestjs/common';
import type { EventAuthority } from '#lib/contracts';
import type { Tx } from '#lib/persistence';
import { newId } from '#lib/service-kit';
import { EvaluationConfig } from '../evaluation.config.js';
import { Digests } from '../fraud/digests.js';
import { findSighting, keepSignals, queueAtTraces } from '../fraud/fraud.repository.js';
import { judgeOrigin, type SignalKind } from '../fraud/judge-origin.js';
import type { Invitation } from '../invitation/invitation.entity.js';
import type { Occasion } from '../occasion/occasion.entity.js';
import { openRectificationOfBad } from '../rectification/open-rectification.js';
import { rulesOf } from '../rules/region-rules.js';
import { countSameText, keepText } from '../written-text/written-text.repository.js';
import { indicatorOfOtherLevel } from './evaluation.errors.js';
import { countFromSource } from './evaluation.repository.js';
import type { EvaluationAnswer, RatingRequest } from './rating.dto.js';
import { recordEvaluation } from './record-evaluation.js';

/** Who rates: somebody signed in, or whoever holds an invitation, at an address. */
export interface Rater {
  by: EventAuthority;
  invited?: { invitation: Invitation; address: string };
}

/** What a rating left behind. */
interface Trail {
  source: string;
  deviceId: string;
  digest: string;
  staffId: string;
}

const hour = 60 * 60_000;
const minute = 60_000;

/** Takes an applicant's rating, however it came: judged by its traces, recorded, said, and looked into when it is bad. */
@Injectable()
export class GiveEvaluation {
  constructor(
    @Inject(EvaluationConfig) private readonly config: EvaluationConfig,
    private readonly digests: Digests,
  ) {}

  /** @throws DomainError `evaluation.*`, `calendar.unknown` */
  async give(tx: Tx, occasion: Occasion, rating: RatingRequest, rater: Rater): Promise<EvaluationAnswer> {
    const { level, indicators = [], channel, comment = '' } = rating;
    if (indicators.some((code) => !code.startsWith(String(level)))) throw indicatorOfOtherLevel(level);
    const rules = rulesOf(this.config.RULES_BY_REGION, occasion.region);
    const trail = await this.trailOf(tx, rating, rater);
    const { origin, signals } = judgeOrigin(await tracesOf(tx, trail, rater), rules);
    const { source, deviceId, digest } = trail;
    const given = { level, indicators, channel, origin, deviceId, source };
    const evaluation = await recordEvaluation(tx, occasion, given, rater.by);
    const words = comment.trim();
    const writtenBy = rater.by.personId;
    if (words !== '') await keepText(tx, occasion, { kind: 'comment', words, writtenBy, digest });
    await keepSignals(tx, signalsOf(tx, occasion, signals, trail, rater));
    await openRectificationOfBad(tx, occasion, evaluation, rules);
    return { evaluationId: evaluation.evaluationId, occasionId: occasion.occasionId, level };
  }

  private async trailOf(tx: Tx, { comment = '', deviceId = '' }: RatingRequest, { invited }: Rater): Promise<Trail> {
    const digest = this.digests.ofText(comment);
    if (invited === undefined) return { source: '', deviceId, digest, staffId: '' };
    const source = this.digests.ofAddress(invited.address);
    const lastHour = new Date(tx.real.getTime() - hour);
    const staffId = source === '' ? '' : ((await findSighting(tx, source, lastHour)) ?? '');
    return { source, deviceId, digest, staffId };
  }
}

async function tracesOf(tx: Tx, { source, deviceId, digest, staffId }: Trail, { invited }: Rater) {
  const lastMinute = new Date(tx.real.getTime() - minute);
  const traceable = invited !== undefined && (source !== '' || deviceId !== '');
  const from = traceable ? [`${source} ${deviceId}`] : [];
  await queueAtTraces(tx, digest === '' ? from : [...from, digest]);
  return {
    staffAtAddress: staffId !== '',
    secondsSinceInvitation:
      invited === undefined ? undefined : (tx.real.getTime() - invited.invitation.madeAt.getTime()) / 1_000,
    sameText: digest === '' ? 0 : await countSameText(tx, digest, lastMinute),
    sameSource: traceable ? await countFromSource(tx, { source, deviceId }, lastMinute) : 0,
  };
}

function signalsOf(
  tx: Tx,
  { occasionId, region, departmentId, servedBy }: Occasion,
  kinds: SignalKind[],
  { staffId }: Trail,
  { invited }: Rater,
) {
  const invitedBy = invited?.invitation.invitedBy ?? '';
  const about = { occasionId, region, departmentId, servedBy, invitedBy, at: tx.now };
  return kinds.map((kind) => ({ ...about, signalId: newId(), kind, staffId: kind === 'staff-address' ? staffId : '' }));
}

import { describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Post } from '@nestjs/common';
import { CatalogueConfig } from '../../services/catalogue/src/catalogue.config.js';
import { catalogueModule } from '../../services/catalogue/src/catalogue.module.js';
import { CertificatesConfig } from '../../services/certificates/src/certificates.config.js';
import { certificatesModule } from '../../services/certificates/src/certificates.module.js';
import { DispatchConfig } from '../../services/dispatch/src/dispatch.config.js';
import { dispatchModule } from '../../services/dispatch/src/dispatch.module.js';
import { EvaluationConfig } from '../../services/evaluation/src/evaluation.config.js';
import { evaluationModule } from '../../services/evaluation/src/evaluation.module.js';
import { FeesConfig } from '../../services/fees/src/fees.config.js';
import { feesModule } from '../../services/fees/src/fees.module.js';
import { GatewayConfig } from '../../services/gateway/src/gateway.config.js';
import { gatewayModule } from '../../services/gateway/src/gateway.module.js';
import { IdentityConfig } from '../../services/identity/src/identity.config.js';
import { identityModule } from '../../services/identity/src/identity.module.js';
import { IntakeConfig } from '../../services/intake/src/intake.config.js';
import { intakeModule } from '../../services/intake/src/intake.module.js';
import { ReviewConfig } from '../../services/review/src/review.config.js';
import { reviewModule } from '../../services/review/src/review.module.js';
import { SupervisionConfig } from '../../services/supervision/src/supervision.config.js';
import { supervisionModule } from '../../services/supervision/src/supervision.module.js';
import { AccessModule, type Act, Allow, policy, type Role, roles } from '#lib/access';
import { ActParam, IfMatch, IfMatchOrNew, OpenRoute } from '#lib/service-kit';
import { modulesOf, routesOf } from './routes.js';

/** Services whose routes are guarded by the token and the policy. */
const guarded = {
  catalogue: catalogueModule(new CatalogueConfig()),
  certificates: certificatesModule(new CertificatesConfig()),
  dispatch: dispatchModule(new DispatchConfig()),
  evaluation: evaluationModule(new EvaluationConfig()),
  fees: feesModule(new FeesConfig()),
  identity: identityModule(Object.assign(new IdentityConfig(), { KEY_ENCRYPTION_KEY: 'ab'.repeat(32) })),
  intake: intakeModule(new IntakeConfig()),
  review: reviewModule(new ReviewConfig()),
  supervision: supervisionModule(new SupervisionConfig()),
};
/** The door itself: it passes requests on with the caller's token, and the services judge. */
const gateway = gatewayModule(new GatewayConfig());

const services = Object.entries(guarded).map(([service, module]) => ({ service, module, routes: routesOf(module) }));
const every = services.flatMap(({ service, routes }) => routes.map((route) => ({ ...route, service })));
const health = ['GET /health/live', 'GET /health/ready', 'GET /metrics'];

/** Acts that no route asks for yet. */
const notYet: Act[] = ['audit.read', 'bundle.publish'];
/** Roles whose work is not built yet. */
const idle: Role[] = [];

/** Guides, verification, public indicators, ratings by invitation, and outside parties, who sign their callbacks. */
const openToEverybody = [
  'catalogue GET /bundles',
  'catalogue GET /bundles/:bundleId',
  'catalogue GET /calendars/:calendarId',
  'catalogue GET /items',
  'catalogue GET /items/:itemId',
  'catalogue GET /items/:itemId/versions/:version',
  'certificates GET /verify/:number',
  'certificates POST /verify',
  'dispatch POST /courier/callbacks',
  'evaluation GET /indicators',
  'evaluation POST /evaluations',
  'fees POST /payment/callbacks',
];

/** A kept answer would hold personal data or a secret; callbacks have ids of their own. */
const withoutKey = [
  'certificates POST /verify',
  'dispatch POST /courier/callbacks',
  'evaluation POST /occasions/:occasionId/invitation',
  'evaluation POST /occasions/:occasionId/reveal',
  'fees POST /payment/callbacks',
  'intake POST /applications/:applicationId/reveal',
  'intake POST /cases/:caseId/reveal',
  'review POST /cases/:caseId/reveal',
];

/**
 * They act on no row somebody else may have changed since: papers come in side by side and each moves the version, so that
 * nobody accepts what they did not see; a reveal changes nothing; one rating fits an occasion, by key; a refund is asked
 * for, not made; acts on a whole application name the versions of its cases, or refuse unless every result is free.
 */
const withoutVersion = [
  'dispatch POST /applications/:applicationId/hand-over',
  'evaluation POST /occasions/:occasionId/evaluation',
  'evaluation POST /occasions/:occasionId/invitation',
  'evaluation POST /occasions/:occasionId/reveal',
  'fees POST /bills/:billId/refunds',
  'intake POST /applications/:applicationId/accept',
  'intake POST /applications/:applicationId/materials/:ref/file',
  'intake POST /applications/:applicationId/reveal',
  'intake POST /cases/:caseId/materials/:ref/file',
  'intake POST /cases/:caseId/reveal',
  'review POST /cases/:caseId/reveal',
];

const ofTheGateway = [
  ...health,
  'GET /api/openapi.json',
  'GET /me',
  'GET /sign-in',
  'GET /sign-in/callback',
  'POST /sign-out',
];

/** A module with a route that was forgotten, to see that it would be found. */
@Controller('cases')
class ForgetfulController {
  @Get(':caseId')
  @Allow('case.read')
  read(): string {
    return '';
  }

  @Post([':caseId/accept', ':caseId/take'])
  accept(@ActParam() act: object, @IfMatch() version: number): object {
    return { ...act, version };
  }

  @Post('refuse')
  @OpenRoute()
  refuse(@IfMatchOrNew() version: number | undefined): string {
    return String(version);
  }
}
@Module({ controllers: [ForgetfulController] })
class ForgetfulModule {}

describe('the policy and the routes', () => {
  it('are read from what controllers declare', () => {
    const forgotten = { act: undefined, open: false, keyed: true, seen: true };
    expect(routesOf({ module: class {}, imports: [ForgetfulModule] })).toEqual([
      { name: 'GET /cases/:caseId', act: 'case.read', open: false, keyed: false, seen: false },
      { name: 'POST /cases/:caseId/accept', ...forgotten },
      { name: 'POST /cases/:caseId/take', ...forgotten },
      { name: 'POST /cases/refuse', act: undefined, open: true, keyed: false, seen: 'or new' },
    ]);
  });

  it.each(services)('$service checks the token of every request', ({ module }) => {
    expect(modulesOf(module)).toContain(AccessModule);
  });

  it('every route declares an act, or that it is open; none declares both', () => {
    expect(every.length).toBeGreaterThan(50);
    expect(every.filter(({ act, open }) => (act === undefined) !== open)).toEqual([]);
    expect(every.filter(({ act }) => act !== undefined && !(act in policy))).toEqual([]);
  });

  it('what is open to everybody is exactly this', () => {
    const open = every.filter((route) => route.open && !health.includes(route.name));
    expect(open.map(({ service, name }) => `${service} ${name}`).sort()).toEqual(openToEverybody);
    for (const { routes } of services) expect(routes.map(({ name }) => name)).toEqual(expect.arrayContaining(health));
  });

  it('the gateway has no routes of its own but sign-in, sign-out and the description', () => {
    const names = routesOf(gateway).map(({ name }) => name);
    expect(names.sort()).toEqual(ofTheGateway.sort());
  });

  it('every act that the policy knows is asked for by a route, or is listed as not yet', () => {
    const asked = new Set(every.map(({ act }) => act));
    const unasked = (Object.keys(policy) as Act[]).filter((act) => !asked.has(act));
    expect(unasked.sort()).toEqual(notYet);
  });

  it('every POST needs an Idempotency-Key, but these', () => {
    const keyless = every.filter(({ name, keyed }) => !name.startsWith('GET ') && !keyed);
    expect(keyless.map(({ service, name }) => `${service} ${name}`).sort()).toEqual(withoutKey);
    expect(every.filter(({ name, keyed }) => name.startsWith('GET ') && keyed)).toEqual([]);
  });

  it('every act on a row that is there needs the version that was seen, but these', () => {
    const named = (routes: typeof every): string[] => routes.map(({ service, name }) => `${service} ${name}`).sort();
    const onRow = every.filter(({ name }) => name.startsWith('POST ') && name.includes(':'));
    expect(named(onRow.filter(({ seen }) => seen !== true))).toEqual(withoutVersion);
    const elsewhere = every.filter((route) => route.seen !== false && !onRow.includes(route));
    expect(named(elsewhere)).toEqual(['identity POST /staff']);
    expect(elsewhere.map(({ seen }) => seen)).toEqual(['or new']);
  });

  it('no two routes of a service are the same', () => {
    for (const { routes } of services) {
      const names = routes.map(({ name }) => name);
      expect(names.filter((name, n) => names.indexOf(name) !== n)).toEqual([]);
    }
  });

  it('every role may do something, but these, and every rule names roles that exist', () => {
    const named = new Set(Object.values(policy).flatMap((rule) => [...rule.roles]));
    expect([...named].filter((role) => !roles.includes(role))).toEqual([]);
    expect(roles.filter((role) => !named.has(role))).toEqual(idle);
  });
});

/**
 * Who may import whom. Every rule has a file under test/architecture/planted that breaks it, and
 * test/architecture/imports.spec.ts expects the rule to say so.
 */
const fs = require('node:fs');
const nodePath = require('node:path');

const trees = [__dirname, nodePath.join(__dirname, 'test/architecture/planted')];
const entry = '\\.(controller|handler|timer)\\.ts$';
const npm = (names) => `(^|/)node_modules/${names}/`;
const exactly = (paths) => paths.map((path) => `^${path.replaceAll('.', '\\.')}$`);

function filesUnder(directory) {
  if (!fs.existsSync(directory)) return [];
  return fs.readdirSync(directory).flatMap((name) => {
    const path = nodePath.join(directory, name);
    return fs.statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
}

/** A use case is known by its method `execute`; nothing with a suffix is one. */
const isUseCase = (path) =>
  /\/src\/.*\/[a-z0-9-]+\.ts$/.test(path) && /^\s+(async )?execute\(/m.test(fs.readFileSync(path, 'utf8'));

/** The folder of an act has a door of its own; a use case elsewhere is an aggregate's, open to every door. */
const hasDoor = (path) => fs.readdirSync(nodePath.dirname(path)).some((name) => new RegExp(entry).test(name));

const useCases = trees.flatMap((tree) =>
  filesUnder(nodePath.join(tree, 'services'))
    .filter(isUseCase)
    .map((path) => ({ path: nodePath.relative(tree, path), open: !hasDoor(path) })),
);
const allUseCases = exactly(useCases.map(({ path }) => path));
const openUseCases = exactly(useCases.filter(({ open }) => open).map(({ path }) => path));

module.exports = {
  forbidden: [
    {
      name: 'resolvable',
      comment: 'An import that leads nowhere hides from every other rule.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'no-cycles',
      comment:
        'Imports of types count: files that know each other only by type still cannot be read one after the other.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'service-not-service',
      comment: 'Services know each other by events only. The tests of the gateway sign in at the real identity.',
      severity: 'error',
      from: { path: '^services/([^/]+)/', pathNot: '^services/gateway/test/' },
      to: { path: '^services/', pathNot: '^services/$1/' },
    },
    {
      name: 'library-not-service',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^services/' },
    },
    {
      name: 'library-through-index',
      comment: 'test/contracts reads what the decorators left on the routes, which no service needs to see.',
      severity: 'error',
      from: { path: '^(services|deploy|test)/', pathNot: '^test/contracts/' },
      to: { path: '^libs/', pathNot: '^libs/[^/]+/src/index\\.ts$' },
    },
    {
      name: 'library-to-library-through-index',
      severity: 'error',
      from: { path: '^libs/([^/]+)/' },
      to: { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
    },
    {
      name: 'pure-libraries',
      comment: 'Dates, identifiers and contracts are computed, with no framework, no database and no bus.',
      severity: 'error',
      from: { path: '^libs/(calendar|identifiers|contracts)/src/', pathNot: '\\.spec\\.ts$' },
      to: { path: ['^libs/', npm('(@nestjs|@nats-io|typeorm|mysql2|fastify)')], pathNot: '^libs/$1/' },
    },
    {
      name: 'mysql2-only-in-persistence',
      comment:
        'libs/testing makes schemas and accounts as root; some tests try as the service itself what its grants refuse.',
      severity: 'error',
      from: { pathNot: '^libs/(persistence|testing)/|^libs/messaging/test/|^test/' },
      to: { path: npm('mysql2') },
    },
    {
      name: 'nats-only-in-messaging',
      severity: 'error',
      from: { pathNot: '^libs/messaging/|(^|/)test/' },
      to: { path: npm('@nats-io') },
    },
    {
      name: 'testing-only-in-tests',
      comment: 'deploy/local starts its private servers with it.',
      severity: 'error',
      from: { path: '^(services|libs)/[^/]+/src/', pathNot: '^libs/testing/' },
      to: { path: '^libs/testing/' },
    },
    {
      name: 'states-stand-alone',
      comment:
        'A table of states is read without knowing Nest or TypeORM: contracts, and errors of the same aggregate.',
      severity: 'error',
      from: { path: '^(services/[^/]+/src/[^/]+)/[^/]+\\.states\\.ts$' },
      to: { pathNot: ['^libs/(contracts|messaging)/src/index\\.ts$', '^$1/[^/]+\\.errors\\.ts$'] },
    },
    {
      name: 'states-import-types-of-messaging',
      severity: 'error',
      from: { path: '^services/.*\\.states\\.ts$' },
      to: { path: '^libs/messaging/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'aggregate-not-act',
      comment: 'Acts use aggregates, never the other way.',
      severity: 'error',
      from: { path: '^services/.*\\.(entity|repository|errors)\\.ts$' },
      to: {
        path: [...allUseCases, entry, '\\.(query|module|config)\\.ts$', npm('(@nestjs|@nats-io|fastify)')],
      },
    },
    {
      name: 'use-case-not-use-case',
      comment: 'What two acts share belongs to an aggregate.',
      severity: 'error',
      from: { path: allUseCases },
      to: { path: allUseCases },
    },
    {
      name: 'use-case-without-transport',
      comment: 'The same act is done from HTTP, from an event and from time.',
      severity: 'error',
      from: { path: allUseCases },
      to: {
        path: [entry, npm('(@nats-io|fastify|@fastify|@nestjs/(?!common))'), '^(node:)?https?2?$'],
      },
    },
    {
      name: 'query-without-act',
      comment: 'A read does nothing.',
      severity: 'error',
      from: { path: '^services/.*\\.query\\.ts$' },
      to: { path: [...allUseCases, entry] },
    },
    {
      name: 'door-opens-its-own-act',
      severity: 'error',
      from: { path: `^services/([^/]+)/src/([^/]+)/[^/]+${entry}` },
      to: { path: [...allUseCases, '\\.query\\.ts$', entry], pathNot: ['^services/$1/src/$2/', ...openUseCases] },
    },
    {
      name: 'controller-reaches-only-its-act',
      comment:
        'Left out: the gateway (it has sessions, no acts), the courier (its signature is checked before a transaction), ' +
        'uploads and downloads (streams), the receipt of an order, and the masks of a revealed applicant.',
      severity: 'error',
      from: {
        path: '^services/([^/]+)/src/([^/]+)/[^/]+\\.controller\\.ts$',
        pathNot: [
          '^services/gateway/',
          '/(take-courier-callback|find-files|receive-material|receive-bundle-material|find-orders|reveal-applicant)\\.controller\\.ts$',
        ],
      },
      to: {
        path: '^services/',
        pathNot: ['^services/$1/src/$2/', '\\.(dto|config)\\.ts$', ...openUseCases],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'handler-reaches-only-its-act',
      comment: 'A handler of a few lines is its own use case: it may use the door and the table of its aggregate.',
      severity: 'error',
      from: { path: '^services/([^/]+)/src/([^/]+)/[^/]+\\.handler\\.ts$' },
      to: {
        path: '^services/',
        pathNot: ['^services/$1/src/$2/', '\\.(repository|states)\\.ts$', ...openUseCases],
        dependencyTypesNot: ['type-only'],
      },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/|^test/architecture/planted/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: nodePath.join(__dirname, 'tsconfig.json') },
    // `#lib/x` of package.json "imports" resolves to its source by the condition `types`.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['types', 'import', 'node', 'default'],
      extensions: ['.ts', '.js', '.json', '.d.ts'],
    },
  },
};

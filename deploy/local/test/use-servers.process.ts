/* What npm start does before it starts the services. Tells the addresses, and ends when nobody listens any more. */
import { ensureServers } from '../ensure-servers.js';
import { readState, writeState } from '../state.js';
import { prepareSchemas } from '../steps/prepare-schemas.js';
import { startServers } from '../steps/start-servers.js';

const state = readState();
const source = await ensureServers(state);
const servers = await startServers(state, source);
const databases = await prepareSchemas(servers.rootUrl, state);
writeState(state);
process.once('disconnect', () => void servers.stop().then(() => process.exit()));
process.send?.({ kind: source.kind, rootUrl: servers.rootUrl, natsUrl: servers.natsUrlOf('intake'), databases });

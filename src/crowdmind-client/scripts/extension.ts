import { RestEndpoint } from '../endpoint.js';
import type { ServerAddress } from '../address.js';

import { expect, it } from '@jest/globals';
import { isForSupervisors } from './supervisors-routes.js';

it.each([
  '/api/intake/metrics',
  '/api/intake/metrics/',
  '/api/intake/metrics?x=1',
  '/api/intake//metrics',
  '/api//intake/metrics',
  '/api/intake/./metrics',
  '/api/intake/cases/../metrics',
  '/api/intake/%6detrics',
  '/api/intake/%2fmetrics',
  '/api/intake/cases/%2e%2e/metrics',
  '/api/intake/METRICS',
  '/api/intake/health/live',
  '/api/review/health/ready',
  '/api/review/health',
])('%s is for the supervisor', (url) => expect(isForSupervisors(url)).toBe(true));

it.each([
  '/metrics',
  '/health/live',
  '/api/intake/cases',
  '/api/intake/cases/metrics',
  '/api/openapi.json',
  '/api/%zz',
  '/',
])('%s is not asked of a service for the supervisor', (url) => expect(isForSupervisors(url)).toBe(false));

import { jest } from '@jest/globals';

// Real database, real server, real browser, on two cores that others use too.
jest.setTimeout(30_000);

import { shopRoutes } from '@shopfleet/contracts';
import { expect, it } from 'vitest';
import { type ConnectionEvent, connectionTransitions, needsPerson, nextConnectionStatus } from './connection-status.ts';

const events: ConnectionEvent[] = ['granted', 'refreshed', 'ending-soon', 'refused', 'failed', 'worked', 'ended'];

it('knows every status that the API names, and no other', () => {
  expect(Object.keys(connectionTransitions).toSorted()).toEqual([...shopRoutes.connectionStatuses].toSorted());
});

it('leads from every status back to connected once the seller consents again', () => {
  for (const from of shopRoutes.connectionStatuses) {
    if (from !== 'connected') expect(nextConnectionStatus(from, 'granted')).toBe('connected');
  }
});

it('lets nothing but a new consent bring a revoked connection back', () => {
  for (const event of events) if (event !== 'granted') expect(nextConnectionStatus('revoked', event)).toBeUndefined();
});

it('needs a person exactly where calls cannot succeed', () => {
  expect(shopRoutes.connectionStatuses.filter(needsPerson)).toEqual(['needs_reconnect', 'revoked']);
});

import { expect } from 'vitest';
import {
  arrangedOf,
  arrangeInputOf,
  arrangeOrder,
  failureOf,
  fetchLabelPatiently,
  fetchOne,
  fulfilmentOf,
  labelsOf,
} from './contract-steps.ts';
import type { ContractTests } from './contract-world.ts';

/** What arranging and labels must do. */
export const fulfilmentContract: ContractTests = {
  'arranges a package and gives it a tracking number': async (world) => {
    const id = await world.placeOrder();
    const externalPackageId = await arrangeOrder(world, id);
    const state = await fulfilmentOf(world).readPackage(world.access, externalPackageId);
    expect(state).toMatchObject({ externalId: externalPackageId, status: arrangedOf(world).parcel });
    expect(state.trackingNumber).not.toBe('');
    expect((await fetchOne(world, id)).status).toBe(arrangedOf(world).order);
    expect(await world.timesArranged(id)).toBe(1);
  },

  'answers conflict to a second arrangement, which changes nothing': async (world) => {
    const id = await world.placeOrder();
    await arrangeOrder(world, id);
    expect((await failureOf(arrangeOrder(world, id))).kind).toBe('conflict');
    expect(await world.timesArranged(id)).toBe(1);
  },

  'says outcome-unknown when the answer is lost, sends nothing twice, and reads back what happened': async (world) => {
    const id = await world.placeOrder();
    await world.cause({ kind: 'answer-lost', on: 'arrange', times: 1 });
    expect((await failureOf(arrangeOrder(world, id))).kind).toBe('outcome-unknown');
    expect(await world.timesArranged(id)).toBe(1);
    const [parcel] = (await fetchOne(world, id)).packages;
    expect(parcel?.status).toBe(arrangedOf(world).parcel);
  },

  'never calls a broken answer to a write a success or a refusal': async (world) => {
    const id = await world.placeOrder();
    await world.cause({ kind: 'broken', on: 'arrange', times: 1 });
    expect(['outcome-unknown', 'unavailable']).toContain((await failureOf(arrangeOrder(world, id))).kind);
  },

  'refuses to arrange a cancelled order': async (world) => {
    const id = await world.placeOrder();
    const input = arrangeInputOf(world, await fetchOne(world, id));
    await world.cancelOrder(id);
    expect((await failureOf(fulfilmentOf(world).arrange(world.access, input))).kind).toBe('conflict');
  },

  'fetches the bytes of a real label': async (world) => {
    const label = await fetchLabelPatiently(world, await arrangeOrder(world, await world.placeOrder()));
    const start = Buffer.from(label.bytes.subarray(0, 8)).toString('latin1');
    const marks = { 'application/pdf': '%PDF-', 'image/png': '\x89PNG', 'application/vnd.zebra-zpl': '^XA' };
    expect(start.startsWith(marks[label.format])).toBe(true);
    expect(label.bytes.length).toBeGreaterThan(500);
  },

  'says unavailable, and when to come back, while the label is being made': async (world) => {
    const externalPackageId = await arrangeOrder(world, await world.placeOrder());
    await world.cause({ kind: 'label-not-ready', on: 'label', times: 1 });
    const failure = await failureOf(labelsOf(world).fetchLabel(world.access, externalPackageId));
    expect(failure.kind).toBe('unavailable');
    expect(failure.retryAt).toBeInstanceOf(Date);
    expect((await fetchLabelPatiently(world, externalPackageId)).bytes.length).toBeGreaterThan(0);
  },

  'has no label for a package that was not arranged': async (world) => {
    const order = await fetchOne(world, await world.placeOrder());
    const failure = await failureOf(labelsOf(world).fetchLabel(world.access, order.packages[0]?.externalId ?? '1'));
    expect(['conflict', 'not-found', 'unsupported']).toContain(failure.kind);
  },
};

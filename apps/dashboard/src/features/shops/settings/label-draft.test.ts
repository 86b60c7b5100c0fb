import { describe, expect, it } from 'vitest';
import { parcelDraft, readParcel, readSender, senderDraft } from './label-draft.ts';

const sender = {
  name: 'Demo coffee',
  phone: '+1 206 555 0100',
  email: 'packing@example.com',
  lines: ['1 Warehouse Road', 'Gate 4'],
  city: 'Seattle',
  state: 'WA',
  postalCode: '98101',
  regionCode: 'US',
};

describe('the sender of labels', () => {
  it('comes back from the form as it went in', () => {
    expect(senderDraft(sender).street).toBe('1 Warehouse Road\nGate 4');
    expect(readSender(senderDraft(sender))).toEqual(sender);
  });

  it('is none when nothing is filled in', () => {
    expect(readSender(senderDraft(null))).toBeNull();
    expect(readSender({ ...senderDraft(null), street: ' \n ' })).toBeNull();
  });

  it('has a country in capitals and no empty lines', () => {
    const read = readSender({ ...senderDraft(sender), regionCode: ' us', street: '1 Road\n\n Gate ' });
    expect(read).toMatchObject({ regionCode: 'US', lines: ['1 Road', 'Gate'] });
  });
});

describe('the usual parcel', () => {
  it('is filled in in centimetres and kept in millimetres', () => {
    const parcel = { weightGrams: 450, lengthMm: 225, widthMm: 160, heightMm: 90 };
    expect(parcelDraft(parcel)).toEqual({ weightGrams: '450', lengthMm: '22.5', widthMm: '16', heightMm: '9' });
    expect(readParcel(parcelDraft(parcel))).toEqual(parcel);
  });

  it('is none when nothing is filled in', () => {
    expect(readParcel(parcelDraft(null))).toBeNull();
  });
});

import { expect, it } from 'vitest';
import { formProblems, toConditions, toForm } from './rule-form.ts';

const conditions = {
  shopIds: ['shp_1'],
  carrierNames: ['J&T Express', 'SiCepat'],
  skuCodes: ['A-1'],
  currency: 'IDR',
  totalAtLeast: '100000',
  totalAtMost: '2000000.50',
  maxUnits: 3,
};

it('gives back the conditions that it was filled with', () => {
  expect(toConditions(toForm(conditions))).toEqual(conditions);
  expect(toConditions(toForm({}))).toEqual({});
});

it('forgives spaces, empty parts, repetitions and small letters', () => {
  const form = { ...toForm({}), carriers: ' JNE,, JNE ,SiCepat ', currency: ' idr ' };
  expect(toConditions(form)).toEqual({ carrierNames: ['JNE', 'SiCepat'], currency: 'IDR' });
});

it('says which field is wrong before anything is sent', () => {
  expect(formProblems({ ...toForm({}), atLeast: '100.000,5' })).toEqual({ atLeast: 'amountProblem', currency: 'currencyProblem' });
  expect(formProblems({ ...toForm({}), atMost: '5', currency: 'rupiah' })).toEqual({ currency: 'currencyProblem' });
  expect(formProblems(toForm(conditions))).toEqual({});
});

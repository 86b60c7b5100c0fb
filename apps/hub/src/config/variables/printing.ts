import { variable, wholeNumber } from '../env-variable.ts';

export const printingVariables = {
  PRINT_JOBS_PER_5_MINUTES: variable({
    section: 'Printing',
    text: 'How many jobs one printer gets in 5 minutes, so that a fault does not empty its roll; more of them wait.',
    schema: wholeNumber(1, 100_000, 3_000),
    unset: '3000',
    hint: 'a label printer does 300 to 600 in 5 minutes; use 100 for a slow office printer',
  }),
} as const;

import { origins, variable, wholeNumber } from '../env-variable.ts';

export const webVariables = {
  CORS_ORIGIN: variable({
    section: 'Web',
    text: 'Other origins whose pages may call the API, with commas between them.',
    schema: origins(),
    unset: 'none',
    hint: 'for example https://app.example.com',
  }),
  TRUST_PROXY: variable({
    section: 'Web',
    text: 'How many proxies stand in front; the caller is that many addresses from the end of X-Forwarded-For.',
    schema: wholeNumber(0, 10, 0),
    unset: '0',
    hint: 'use 1 behind one reverse proxy',
  }),
} as const;

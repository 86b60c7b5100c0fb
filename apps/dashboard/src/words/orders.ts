import { defineWords } from './define-words.ts';

export const orderWords = defineWords({
  en: {},
  id: {},
});

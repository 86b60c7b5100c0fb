import { defineWords } from './define-words.ts';

export const printingWords = defineWords({
  en: {},
  id: {},
});

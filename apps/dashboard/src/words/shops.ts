import { defineWords } from './define-words.ts';

export const shopWords = defineWords({
  en: {},
  id: {},
});

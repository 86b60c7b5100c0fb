import { defineWords } from './define-words.ts';

export const peopleWords = defineWords({
  en: {},
  id: {},
});

import { defineWords } from './define-words.ts';
export const homeWords = defineWords({ en: {}, id: {} });

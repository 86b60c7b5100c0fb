import { defineWords } from './define-words.ts';
export const stockWords = defineWords({ en: {}, id: {} });

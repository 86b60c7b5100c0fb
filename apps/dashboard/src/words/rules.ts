import { defineWords } from './define-words.ts';
export const ruleWords = defineWords({ en: {}, id: {} });

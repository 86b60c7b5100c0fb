import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { agentsWords } from '../words/agents.ts';
import { historyWords } from '../words/history.ts';
import { homeWords } from '../words/home.ts';
import { orderWords } from '../words/order.ts';
import { orderHistoryWords } from '../words/order-history.ts';
import { ordersWords } from '../words/orders.ts';
import { peopleWords } from '../words/people.ts';
import { printersWords } from '../words/printers.ts';
import { printingWords } from '../words/printing.ts';
import { problemWords } from '../words/problems.ts';
import { routesWords } from '../words/routes.ts';
import { ruleWords } from '../words/rules.ts';
import { shellWords } from '../words/shell.ts';
import { shopWords } from '../words/shops.ts';
import { stockWords } from '../words/stock.ts';

export const languages = { en: 'English', id: 'Bahasa Indonesia' } as const;
export type Language = keyof typeof languages;

const storageKey = 'shopfleet.language';
export const sections = {
  shell: shellWords,
  problems: problemWords,
  home: homeWords,
  orders: ordersWords,
  order: orderWords,
  orderHistory: orderHistoryWords,
  stock: stockWords,
  rules: ruleWords,
  printing: printingWords,
  printers: printersWords,
  agents: agentsWords,
  routes: routesWords,
  history: historyWords,
  shops: shopWords,
  people: peopleWords,
};

function inLanguage(language: Language) {
  return Object.fromEntries(Object.entries(sections).map(([name, words]) => [name, words[language]]));
}

function firstLanguage(): Language {
  const chosen = localStorage.getItem(storageKey) ?? navigator.language.slice(0, 2);
  return chosen === 'id' ? 'id' : 'en';
}

export function startWords(): void {
  const language = firstLanguage();
  document.documentElement.lang = language;
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'en',
    resources: { en: { translation: inLanguage('en') }, id: { translation: inLanguage('id') } },
    interpolation: { escapeValue: false },
  });
}

export function currentLanguage(): Language {
  return i18next.language === 'id' ? 'id' : 'en';
}

export function setLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

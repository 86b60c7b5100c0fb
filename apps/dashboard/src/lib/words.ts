import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { agentsWords } from '../words/agents.ts';
import { historyWords } from '../words/history.ts';
import { homeWords } from '../words/home.ts';
import { orderWords } from '../words/order.ts';
import { orderHistoryWords } from '../words/order-history.ts';
import { orderShippingWords } from '../words/order-shipping.ts';
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
  orderShipping: orderShippingWords,
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

type Section = { readonly en: object; readonly id: object };

/** Words that come later, with the screens that need them. */
export function addSections(later: Readonly<Record<string, Section>>): void {
  for (const [section, words] of Object.entries(later)) {
    for (const language of ['en', 'id'] as const) {
      i18next.addResourceBundle(language, 'translation', { [section]: words[language] }, true, true);
    }
  }
}

export function currentLanguage(): Language {
  return i18next.language === 'id' ? 'id' : 'en';
}

export function setLanguage(language: Language): void {
  localStorage.setItem(storageKey, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

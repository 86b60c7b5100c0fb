import i18next from 'i18next';
import { beforeAll, describe, expect, it } from 'vitest';
import { startWords } from '../../lib/words.ts';
import { actorName, historySentence } from './history-sentence.ts';

// What `startWords` needs of a browser.
beforeAll(() => {
  Object.assign(globalThis, { localStorage: { getItem: () => null }, document: { documentElement: {} } });
  startWords();
});
const say = (kind: string, detail: Record<string, unknown> = {}, lng = 'en') => historySentence(i18next.getFixedT(lng), { kind, detail });

describe('the history of an order in words', () => {
  it('names states and rules in the language of the person', () => {
    expect(say('status-changed', { from: 'to_arrange', to: 'to_hand_over' })).toBe('From “To ship” to “To hand over”');
    expect(say('status-changed', { from: 'to_arrange', to: 'to_hand_over' }, 'id')).toBe('Dari “Perlu dikirim” ke “Perlu diserahkan”');
    expect(say('rule-decided', { ruleName: 'All', action: 'fulfil' })).toBe('Rule “All” decided: ship');
  });

  it('leaves no loose ends where a part was not noted', () => {
    expect(say('arranged')).toBe('Shipment arranged');
    expect(say('arrange-refused')).toBe('The marketplace refused to ship');
  });

  it('shows a kind that nobody knows as it was written, with what it noted', () => {
    expect(say('parcel_weighed', { grams: 640, by: null })).toBe('Parcel weighed (grams: 640)');
  });

  it('says who did it', () => {
    const t = i18next.getFixedT('en');
    expect(actorName(t, 'user:Ayu')).toBe('Ayu');
    expect(actorName(t, 'user:usr_01k9q6x8y7z5w4v3t2s1r0q9p8')).toBe('a person');
    expect(actorName(t, 'rule: Big orders')).toBe('the rule “Big orders”');
    expect(actorName(t, 'system:printer')).toBe('the printer');
    expect(actorName(t, 'system:sweep')).toBe('the hub');
  });
});

import { Bot, Printer, Store, UserRound } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { currentLanguage } from '../../lib/words.ts';
import { classes } from '../../ui/classes.ts';
import { Panel } from '../../ui/panel.tsx';
import { actorName, historySentence } from './history-sentence.ts';

const icons: Readonly<Record<string, typeof Bot>> = { system: Bot, rule: Bot, 'system:printer': Printer, platform: Store, agent: Printer };

/** Everything that happened to the order, newest first, to the second. */
export function TimelinePanel({ history }: { history: readonly Schemas['HistoryEntry'][] }) {
  const { t } = useTranslation();
  const newestFirst = history.toSorted((a, b) => b.number - a.number);
  return (
    <Panel title={t('order.history')}>
      <ol className="relative flex flex-col gap-3 before:absolute before:top-2 before:bottom-2 before:left-3 before:w-px before:bg-line">
        {newestFirst.map((entry) => {
          const Icon = icons[entry.actor] ?? icons[entry.actor.split(':')[0] ?? ''] ?? UserRound;
          const isQuiet = entry.kind === 'updated';
          return (
            <li key={entry.number} className={classes('relative flex gap-3', isQuiet && 'text-soft')}>
              <span className="z-10 grid size-6 shrink-0 place-items-center rounded-full border border-line bg-panel text-soft">
                <Icon className="size-3.5" aria-hidden />
              </span>
              <div className="min-w-0 flex-1">
                <p className={classes('leading-snug break-words', !isQuiet && 'font-medium')}>{historySentence(t, entry)}</p>
                <p className="text-sm text-soft">
                  <time dateTime={entry.at}>{toTheSecond(entry.at)}</time> · {t('order.by', { who: actorName(t, entry.actor) })}
                </p>
              </div>
            </li>
          );
        })}
      </ol>
    </Panel>
  );
}

function toTheSecond(instant: string): string {
  const date = new Date(instant);
  const day: Intl.DateTimeFormatOptions = date.toDateString() === new Date().toDateString() ? {} : { day: 'numeric', month: 'short' };
  return new Intl.DateTimeFormat(currentLanguage(), {
    ...day,
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).format(date);
}

import { Link, type LinkProps } from '@tanstack/react-router';
import { AlarmClock, Boxes, CircleCheck, Clock, FileQuestion, type LucideIcon, Printer, Store } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { formatNumber } from '../../lib/format.ts';
import { classes } from '../../ui/classes.ts';

type Home = Schemas['Home'];
interface Tile {
  readonly name: 'late' | 'lateSoon' | 'undecidedJobs' | 'shortfalls' | 'shopsNeedingCare' | 'printersNeedingCare';
  readonly icon: LucideIcon;
  readonly tone: 'bad' | 'warn';
  readonly place: LinkProps;
}

const tiles: readonly Tile[] = [
  { name: 'late', icon: AlarmClock, tone: 'bad', place: { to: '/orders', search: { due: 'late' } } },
  { name: 'lateSoon', icon: Clock, tone: 'warn', place: { to: '/orders', search: { due: 'soon' } } },
  { name: 'undecidedJobs', icon: FileQuestion, tone: 'warn', place: { to: '/queue' } },
  { name: 'shortfalls', icon: Boxes, tone: 'bad', place: { to: '/stock' } },
  { name: 'shopsNeedingCare', icon: Store, tone: 'warn', place: { to: '/shops' } },
  { name: 'printersNeedingCare', icon: Printer, tone: 'warn', place: { to: '/printers' } },
];
const looks = { bad: 'border-transparent bg-bad-wash text-bad', warn: 'border-transparent bg-warn-wash text-warn' } as const;

/** What needs somebody first. Each number keeps its place and leads to its list; at zero it steps back. */
export function CareTiles({ home }: { home: Home }) {
  const { t } = useTranslation();
  const isCalm = tiles.every(({ name }) => home[name] === 0);
  return (
    <section aria-labelledby="care">
      <h2 id="care" className="mb-2 font-semibold">
        {t('home.care')}
      </h2>
      {isCalm ? (
        <p className="flex flex-wrap items-center gap-x-2.5 rounded-xl border border-line bg-panel px-4 py-3.5">
          <CircleCheck className="size-5 text-good" aria-hidden />
          <span className="font-semibold">{t('home.calm')}</span> <span className="text-soft">{t('home.calmHelp')}</span>
        </p>
      ) : (
        <ul className="grid grid-cols-2 gap-2.5 sm:grid-cols-3 xl:grid-cols-6">
          {tiles.map(({ name, icon: Icon, tone, place }) => {
            const count = home[name];
            return (
              <li key={name}>
                <Link
                  {...place}
                  className={classes(
                    'flex h-full flex-col rounded-xl border px-3.5 py-3 hover:brightness-97 dark:hover:brightness-120',
                    count > 0 ? looks[tone] : 'border-line bg-panel text-soft',
                  )}
                >
                  <span className="flex items-center gap-1.5 text-sm font-medium">
                    <Icon className="size-4 shrink-0" aria-hidden /> {t(`home.tiles.${name}`)}
                  </span>
                  <span className={classes('text-3xl font-semibold tracking-tight', count === 0 && 'font-medium')}>
                    {formatNumber(count)}
                  </span>
                  <span className="text-sm leading-tight">{t(`home.tiles.${name}Help`)}</span>
                </Link>
              </li>
            );
          })}
        </ul>
      )}
    </section>
  );
}

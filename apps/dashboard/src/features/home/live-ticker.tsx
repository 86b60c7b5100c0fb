import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useLive } from '../../app/live.ts';
import { useMay } from '../../app/session.ts';
import { api, read } from '../../lib/api.ts';
import { formatDistance } from '../../lib/format.ts';
import { useNow } from '../../ui/clock.ts';
import { Panel } from '../../ui/panel.tsx';
import { liveSentence } from './live-sentence.ts';

const lines = 10;
/** How long a line waits for the name of its order. */
const patienceMs = 3_000;

/** What happens at this moment, newest first. */
export function LiveTicker() {
  const { t } = useTranslation();
  const now = useNow(1000);
  const { recent } = useLive();
  const known = useKnown();
  const said = recent
    .flatMap((change) => {
      const sentence = liveSentence(t, change, known);
      const isEarly = sentence?.isNamed === false && Date.now() - new Date(change.at).getTime() < patienceMs;
      return sentence && !isEarly ? [{ ...sentence, key: `${change.at} ${change.id} ${change.what}`, at: change.at }] : [];
    })
    .slice(0, lines);
  return (
    <Panel title={t('home.now')} className="min-w-0">
      {said.length === 0 ? (
        <p className="text-soft">{t('home.nowEmpty')}</p>
      ) : (
        <ol className="flex flex-col">
          {said.map(({ key, text, orderId, at }) => (
            <li key={key} className="flex items-baseline justify-between gap-3 border-b border-line/60 py-1.5 last:border-0">
              {orderId ? (
                <Link to="/orders/$orderId" params={{ orderId }} preload={false} className="min-w-0 hover:text-accent hover:underline">
                  {text}
                </Link>
              ) : (
                <span className="min-w-0">{text}</span>
              )}
              <time dateTime={at} className="shrink-0 text-sm text-soft">
                {formatDistance(at, Math.max(now, new Date(at).getTime()))}
              </time>
            </li>
          ))}
        </ol>
      )}
    </Panel>
  );
}

/** Numbers and names of what is likely to be in the ticker: the newest orders and print jobs. */
function useKnown() {
  const canSeePrints = useMay('printing:read');
  const orders = useQuery({
    queryKey: ['orders', 'ticker'],
    queryFn: () => read(api.GET('/api/orders', { params: { query: { limit: 60, sort: 'placed', format: 'json' } } })),
  });
  const jobs = useQuery({
    queryKey: ['history', 'ticker'],
    queryFn: () => read(api.GET('/api/print-history', { params: { query: { limit: 60, format: 'json' } } })),
    enabled: canSeePrints,
  });
  return {
    orders: new Map(typeof orders.data === 'object' ? orders.data.items.map((order) => [order.id, order]) : []),
    jobs: new Map(typeof jobs.data === 'object' ? jobs.data.items.map((job) => [job.id, job]) : []),
  };
}

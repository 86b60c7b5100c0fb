import { useTranslation } from 'react-i18next';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { Schemas } from '../../lib/api.ts';
import { currentLanguage } from '../../lib/words.ts';

/** Orders and printed labels by the hour; the same numbers stand in a table for those who do not see it. */
export function HoursChart({ hours }: { hours: Schemas['Home']['hours'] }) {
  const { t } = useTranslation();
  const clock = new Intl.DateTimeFormat(currentLanguage(), { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const points = hours.map(({ hour, ...counts }) => ({ hour: clock.format(new Date(hour)), ...counts }));
  const series = [
    { key: 'orders', name: t('home.orders'), look: 'var(--faint)', square: 'bg-faint' },
    { key: 'printed', name: t('home.printed'), look: 'var(--accent)', square: 'bg-accent' },
  ] as const;
  return (
    <figure>
      <figcaption className="mb-2 flex flex-wrap items-center gap-x-4 gap-y-1 text-sm text-soft">
        {t('home.chart')}
        {series.map(({ key, name, square }) => (
          <span key={key} className="flex items-center gap-1.5">
            <span className={`size-2.5 rounded-sm ${square}`} aria-hidden /> {name}
          </span>
        ))}
      </figcaption>
      <div className="h-44" aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={points} barGap={1} margin={{ top: 4, right: 0, bottom: 0, left: 0 }} accessibilityLayer={false}>
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <XAxis dataKey="hour" tickLine={false} axisLine={false} tick={{ fill: 'var(--soft)', fontSize: 12 }} minTickGap={16} />
            <YAxis
              allowDecimals={false}
              interval={0}
              width={34}
              tickLine={false}
              axisLine={false}
              tick={{ fill: 'var(--soft)', fontSize: 12 }}
            />
            <Tooltip
              cursor={{ fill: 'var(--line)', opacity: 0.5 }}
              contentStyle={{ background: 'var(--raised)', border: '1px solid var(--line)', borderRadius: 8, color: 'var(--ink)' }}
              labelStyle={{ color: 'var(--ink)', fontWeight: 600 }}
            />
            {series.map(({ key, name, look }) => (
              <Bar key={key} dataKey={key} name={name} fill={look} radius={[2, 2, 0, 0]} isAnimationActive={false} />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <table className="sr-only">
        <caption>{t('home.chart')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('home.hour')}</th>
            <th scope="col">{t('home.orders')}</th>
            <th scope="col">{t('home.printed')}</th>
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.hour}>
              <th scope="row">{point.hour}</th>
              <td>{point.orders}</td>
              <td>{point.printed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDistance, formatInstant } from '../../lib/format.ts';
import type { Connection } from './shop-queries.ts';

/** How long we may act for the seller, when the key was renewed and the connection checked, and what may be asked (`children`). */
export function ConnectionFacts({ connection, now, children }: { connection: Connection; now: number; children?: ReactNode }) {
  const { t } = useTranslation();
  const { accessExpiresAt, refreshExpiresAt, refreshedAt, checkedAt, scopes } = connection;
  return (
    <dl className="grid gap-x-4 gap-y-1.5 sm:grid-cols-[minmax(9rem,auto)_1fr]">
      <Fact label={t('shops.facts.token')}>
        <TokenText until={refreshExpiresAt} now={now} />
      </Fact>
      <Fact label={t('connections.key')}>
        {refreshedAt ? t('connections.renewed', { distance: formatDistance(refreshedAt, now) }) : t('connections.notRenewed')}
        {accessExpiresAt && (
          <span className="block text-sm text-soft">
            {t('connections.nextRenewal', { distance: formatDistance(accessExpiresAt, now) })}
          </span>
        )}
      </Fact>
      <Fact label={t('connections.checked')}>{checkedAt ? formatDistance(checkedAt, now) : t('connections.notChecked')}</Fact>
      {children && <Fact label={t('connections.budget')}>{children}</Fact>}
      {scopes.length > 0 && (
        <Fact label={t('connections.scopes')}>
          <Scopes scopes={scopes} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="sm:contents">
      <dt className="text-sm text-soft sm:text-base">{label}</dt>
      <dd className="min-w-0">{children}</dd>
    </div>
  );
}

function TokenText({ until, now }: { until: string | null; now: number }) {
  const { t } = useTranslation();
  if (until === null) return t('shops.facts.tokenForever');
  const distance = formatDistance(until, now);
  if (Date.parse(until) <= now) return <span className="font-medium text-bad">{t('shops.facts.tokenOver', { distance })}</span>;
  return t('connections.agreedUntil', { when: formatInstant(until), distance });
}

/** Many and long: they are drawn when somebody opens them. */
function Scopes({ scopes }: { scopes: readonly string[] }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="min-h-6 cursor-pointer">{t('connections.scopeCount', { count: scopes.length })}</summary>
      {isOpen && (
        <ul className="text-sm text-soft">
          {scopes.map((scope) => (
            <li key={scope} className="break-all">
              {scope}
            </li>
          ))}
        </ul>
      )}
    </details>
  );
}

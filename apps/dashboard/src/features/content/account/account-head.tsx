import { Link } from '@tanstack/react-router';
import { Link2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { formatDistance, formatInstant } from '../../../lib/format.ts';
import { classes } from '../../../ui/classes.ts';
import { Avatar, accountName, VerifiedMark } from '../account-name.tsx';
import type { AccountReport } from '../content-queries.ts';
import { ContentStatusBadge, needsConsent } from '../content-status.tsx';
import { Known } from '../known.tsx';
import { zoneName } from '../zones.ts';

const grants = ['profile', 'counters', 'videos'] as const;

/** Who the account is, how it stands, and what to do when it cannot be read. */
export function AccountHead({ account, now, actions }: { account: AccountReport; now: number; actions: ReactNode }) {
  const { t } = useTranslation();
  const name = accountName(account);
  const counters = account.now;
  const facts: readonly [string, ReactNode][] = [
    [t('contentAccount.facts.followers'), <Known key="followers" value={counters?.followers} />],
    [t('contentAccount.facts.following'), <Known key="following" value={counters?.following} />],
    [t('contentAccount.facts.likes'), <Known key="likes" value={counters?.likes} />],
    [t('contentAccount.facts.videos'), <Known key="videos" value={counters?.videos} />],
    [t('contentAccount.facts.lastSync'), account.lastSyncAt ? formatDistance(account.lastSyncAt, now) : t('contentAccount.facts.never')],
    [t('contentAccount.facts.token'), <TokenEnd key="token" at={account.tokenEndsAt} now={now} />],
    [t('contentAccount.facts.zone'), zoneName(account.timeZone)],
    [t('contentAccount.facts.connected'), formatInstant(account.connectedAt)],
  ];
  return (
    <section aria-label={t('contentAccount.facts.title')} className="rounded-xl border border-line bg-panel">
      <div className="flex flex-wrap items-start gap-4 p-4">
        <Avatar url={account.avatarUrl} name={name} size="size-16" />
        <div className="min-w-0 flex-[1_1_16rem]">
          <p className="flex flex-wrap items-center gap-2 text-lg font-semibold">
            <span className="break-words">{account.displayName || name}</span>
            {account.isVerified && <VerifiedMark />}
            <ContentStatusBadge status={account.status} />
          </p>
          <p className="text-soft">
            {[account.handle && `@${account.handle}`, account.outletName || t('content.noOutlet'), account.picName]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {account.bio && <p className="mt-1 max-w-prose text-sm whitespace-pre-line text-soft">{account.bio}</p>}
        </div>
        {actions}
      </div>
      <Todo account={account} />
      <dl className="grid grid-cols-2 gap-x-4 gap-y-2 border-t border-line px-4 py-3 sm:grid-cols-4">
        {facts.map(([label, value]) => (
          <div key={label} className="min-w-0">
            <dt className="text-sm text-soft">{label}</dt>
            <dd className="font-medium break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** What is wrong and who puts it right. */
function Todo({ account }: { account: AccountReport }) {
  const { t } = useTranslation();
  const canWrite = useMay('content:write');
  const { status, problem, granted } = account;
  const lacking = status === 'CONNECTED' ? grants.filter((grant) => !granted[grant]) : [];
  if (status === 'CONNECTED' && lacking.length === 0) return null;
  const isBad = status === 'NEED_RECONNECT' || status === 'EXPIRED';
  const words = lacking.map((grant) => t(`contentAccount.granted.${grant}`)).join(', ');
  return (
    <div className={classes('mx-4 mb-4 flex flex-wrap items-center gap-3 rounded-lg px-3 py-2', isBad ? 'bg-bad-wash' : 'bg-warn-wash')}>
      <div className="min-w-0 flex-[1_1_16rem]">
        <p className="font-medium">
          {lacking.length > 0 ? t('contentAccount.notGranted', { what: words }) : t(`contentAccount.todo.${status}`)}
        </p>
        {problem && <p className="text-sm break-words">{problem}</p>}
      </div>
      {canWrite && account.outletId !== null && (needsConsent(status) || lacking.length > 0) && (
        <Link
          to="/content/outlets"
          search={{ q: account.outletCode, link: account.outletId }}
          className="inline-flex h-9 items-center gap-1.5 rounded-lg border border-line bg-raised px-3.5 font-medium hover:bg-page"
        >
          <Link2 className="size-4" aria-hidden /> {t('contentAccount.act.link')}
        </Link>
      )}
    </div>
  );
}

function TokenEnd({ at, now }: { at: string | null; now: number }) {
  const { t } = useTranslation();
  if (at === null) return <Known value={null} />;
  const distance = formatDistance(at, now);
  if (Date.parse(at) <= now) return <span className="text-bad">{t('contentAccount.facts.tokenOver', { distance })}</span>;
  return `${formatInstant(at)} (${distance})`;
}

import { BadgeCheck } from 'lucide-react';
import { useTranslation } from 'react-i18next';

interface Named {
  readonly handle: string;
  readonly displayName: string;
  readonly outletName: string;
}

/** What people call an account: its handle, else its name, else its outlet's. */
export function accountName({ handle, displayName, outletName }: Named): string {
  return handle ? `@${handle}` : displayName || outletName;
}

/** The account's picture, or its first letter while there is none. */
export function Avatar({ url, name, size = 'size-8' }: { url: string | null; name: string; size?: string }) {
  if (url) return <img src={url} alt="" loading="lazy" className={`${size} shrink-0 rounded-full bg-page object-cover`} />;
  return (
    <span aria-hidden className={`${size} grid shrink-0 place-items-center rounded-full bg-accent-wash font-semibold text-accent`}>
      {name.replace('@', '').slice(0, 1).toUpperCase()}
    </span>
  );
}

export function VerifiedMark() {
  const { t } = useTranslation();
  return (
    <>
      <BadgeCheck className="size-4.5 text-info" aria-hidden />
      <span className="sr-only">{t('content.verified')}</span>
    </>
  );
}

import { useTranslation } from 'react-i18next';
import type { ContentStatus } from '../../app/content-search.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';

export const statusTones: Readonly<Record<ContentStatus, Tone>> = {
  CONNECTED: 'good',
  NEED_RECONNECT: 'bad',
  EXPIRED: 'bad',
  ERROR: 'warn',
  NOT_CONNECTED: 'neutral',
};

/** Somebody must connect this account again before it can be read. */
export const needsConsent = (status: ContentStatus): boolean =>
  status === 'NEED_RECONNECT' || status === 'EXPIRED' || status === 'NOT_CONNECTED';

export function ContentStatusBadge({ status }: { status: ContentStatus }) {
  const { t } = useTranslation();
  return <Badge tone={statusTones[status]}>{t(`content.status.${status}`)}</Badge>;
}

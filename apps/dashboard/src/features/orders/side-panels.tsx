import { Pencil } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import type { Schemas } from '../../lib/api.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { NoteDialog } from './note-dialog.tsx';

type Order = Schemas['OrderDetail'];

/** Where it goes, as far as the marketplace shows it. */
export function AddressPanel({ order }: { order: Order }) {
  const { t } = useTranslation();
  const { address } = order;
  return (
    <Panel title={t('order.address')}>
      {address && (address.name || address.lines.length > 0 || address.city) ? (
        <address className="leading-relaxed not-italic">
          <span className="block font-medium">{address.name || order.buyerName}</span>
          {address.lines.map((line) => (
            <span key={line} className="block">
              {line}
            </span>
          ))}
          <span className="block">{[address.city, address.state, address.postalCode].filter(Boolean).join(', ')}</span>
          <span className="block">{[address.regionCode, address.phone].filter(Boolean).join(' · ')}</span>
        </address>
      ) : (
        <p className="text-soft">{t('order.addressHidden')}</p>
      )}
      {order.buyerNote && (
        <div className="mt-3 rounded-lg bg-info-wash px-3 py-2">
          <p className="text-sm font-medium text-info">{t('order.buyerNote')}</p>
          <p className="break-words">{order.buyerNote}</p>
        </div>
      )}
    </Panel>
  );
}

/** Which rule decided, and why. */
export function WhyPanel({ order }: { order: Order }) {
  const { t } = useTranslation();
  // Where no rule decided, the note is the explanation.
  const hasNote = order.fulfilNote && order.fulfilNote !== order.ruleExplanation && order.fulfilState !== 'failed';
  return (
    <Panel title={t('order.why')}>
      <p>{hubSays(order.ruleExplanation) || <span className="text-soft">{t('order.noRule')}</span>}</p>
      {hasNote && <p className="mt-1.5 text-soft">{hubSays(order.fulfilNote)}</p>}
    </Panel>
  );
}

/** The team's own words on the order. */
export function NotePanel({ order }: { order: Order }) {
  const { t } = useTranslation();
  const canWrite = useMay('orders:write');
  const [isEditing, setEditing] = useState(false);
  return (
    <Panel
      title={t('order.note')}
      actions={
        canWrite && (
          <Button size="small" look="ghost" onClick={() => setEditing(true)} aria-label={t('order.edit')}>
            <Pencil className="size-4" aria-hidden />
          </Button>
        )
      }
    >
      <p className="break-words whitespace-pre-wrap">{order.note || <span className="text-soft">{t('order.notePlaceholder')}</span>}</p>
      {order.tags.length > 0 && (
        <p className="mt-2.5 flex flex-wrap gap-1.5">
          {order.tags.map((tag) => (
            <Badge key={tag} tone="accent">
              {tag}
            </Badge>
          ))}
        </p>
      )}
      {isEditing && <NoteDialog order={order} onClose={() => setEditing(false)} />}
    </Panel>
  );
}

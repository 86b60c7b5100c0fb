import { Ellipsis } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu, MenuItem } from '../../../ui/menu.tsx';
import { type OrderDeed, whyNot } from '../../products/platform-deeds.ts';
import { usePlatforms } from '../../products/product-queries.ts';
import { CancelDialog } from './cancel-dialog.tsx';
import { HandoverDialog } from './handover-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';

/** What is done more rarely with an order; what its marketplace cannot do says why. */
export function MoreOrderActions({
  order,
  isShippable,
  isOpen: isCancellable,
  onRules,
  onOwnCarrier,
}: {
  order: Schemas['OrderDetail'];
  isShippable: boolean;
  /** It has not gone out. */
  isOpen: boolean;
  onRules: () => void;
  onOwnCarrier: () => void;
}) {
  const { t } = useTranslation();
  const platform = usePlatforms().get(order.platform);
  const [open, setOpen] = useState<'handover' | 'split' | 'cancel'>();
  const close = () => setOpen(undefined);
  const hasSeveralLines = order.lines.filter(({ status }) => status === 'open').length > 1;
  if (!isShippable && !isCancellable) return null;
  const item = (label: string, deed: OrderDeed, onSelect: () => void) => {
    const reason = whyNot(platform, deed);
    return (
      <MenuItem onSelect={onSelect} disabled={reason !== undefined}>
        <Reasoned reason={reason}>{label}</Reasoned>
      </MenuItem>
    );
  };
  return (
    <>
      <Menu
        trigger={
          <Button aria-label={t('order.act.more')}>
            <Ellipsis className="size-4" aria-hidden />
          </Button>
        }
      >
        {isShippable && <MenuItem onSelect={onRules}>{t('order.act.byRules')}</MenuItem>}
        {isShippable && item(t('orderShipping.handover.open'), 'platform-shipping', () => setOpen('handover'))}
        {isShippable && item(t('order.act.shipOwn'), 'own-carrier', onOwnCarrier)}
        {isShippable && hasSeveralLines && item(t('orderShipping.split.open'), 'split', () => setOpen('split'))}
        {isCancellable && item(t('orderShipping.cancel.open'), 'cancel-order', () => setOpen('cancel'))}
      </Menu>
      {open === 'handover' && <HandoverDialog order={order} onClose={close} />}
      {open === 'split' && <SplitDialog order={order} onClose={close} />}
      {open === 'cancel' && <CancelDialog order={order} market={platform?.title ?? order.shopName} onClose={close} />}
    </>
  );
}

function Reasoned({ reason, children }: { reason: string | undefined; children: ReactNode }) {
  return (
    <span className="block max-w-72">
      {children}
      {reason !== undefined && <span className="block text-sm">{reason}</span>}
    </span>
  );
}

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, read, type Schemas } from '../../../lib/api.ts';
import { formatDay } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { SelectField } from '../../../ui/field.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { whyNot } from '../../products/platform-deeds.ts';
import { usePlatforms } from '../../products/product-queries.ts';
import { allUnits, itemsOf } from './chosen-units.ts';
import { type HandoverWay, handoverQuery } from './handover-query.ts';
import { UnitFields } from './unit-fields.tsx';
import { useMarketplaceDeed } from './use-marketplace-deed.ts';

interface Choice {
  readonly kind: HandoverWay['kind'];
  readonly placeId?: string;
  readonly slotId?: string;
}

/** Marketplaces name a time by its date. */
const inDays = (name: string) =>
  name.replaceAll(/\d{4}-\d{2}-\d{2}/g, (day) => formatDay(day, { weekday: 'short', day: 'numeric', month: 'short' }));
const usualPlace = (way: HandoverWay | undefined) => way?.places.find(({ isUsual }) => isUsual) ?? way?.places[0];
const slotsAt = (way: HandoverWay | undefined, placeId: string | undefined) =>
  way?.slots.filter((slot) => placeId === undefined || slot.placeId === placeId) ?? [];

/** Ships with the marketplace's carrier: how it is handed over, where and when, and which units go. */
export function HandoverDialog({ order, onClose }: { order: Schemas['OrderDetail']; onClose: () => void }) {
  const { t } = useTranslation();
  const formId = useId();
  const platform = usePlatforms().get(order.platform);
  const lines = order.lines.filter((line) => line.status === 'open');
  const query = useQuery(handoverQuery(order.id));
  const [chosen, setChosen] = useState(() => allUnits(lines));
  const [wish, setWish] = useState<Choice>();
  const ways = query.data?.ways ?? [];
  const way = ways.find(({ kind }) => kind === wish?.kind) ?? ways[0];
  const placeId = wish?.placeId ?? usualPlace(way)?.id;
  const slots = slotsAt(way, placeId);
  const slotId = slots.find(({ id }) => id === wish?.slotId)?.id ?? (slots.find(({ isRecommended }) => isRecommended) ?? slots[0])?.id;
  const whyWhole = whyNot(platform, 'partial-shipping');
  const items = itemsOf(lines, chosen);
  const ship = useMarketplaceDeed(
    order.id,
    () => {
      const handover = way && { kind: way.kind, ...(placeId ? { placeId } : {}), ...(slotId ? { slotId } : {}) };
      const body = { ...(items && !whyWhole ? { items } : {}), ...(handover ? { handover } : {}) };
      return read(api.POST('/api/orders/{orderId}/ship', { params: { path: { orderId: order.id } }, body }));
    },
    t('order.act.shipStarted'),
  );
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (items?.length !== 0) ship.mutate(undefined, { onSuccess: onClose });
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('orderShipping.handover.title')}
      hint={t('orderShipping.handover.help')}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" disabled={query.isPending} isBusy={ship.isPending}>
            {t('order.own.submit')}
          </Button>
        </>
      }
    >
      <QueryState query={query}>
        {() => (
          <form id={formId} onSubmit={send} className="flex flex-col gap-4 pb-1">
            {ways.length === 0 && <p className="text-soft">{t('orderShipping.handover.nothing')}</p>}
            {ways.length > 0 && (
              <fieldset className="flex flex-wrap gap-x-5 gap-y-1">
                <legend className="mb-1 font-medium">{t('orderShipping.handover.how')}</legend>
                {ways.map(({ kind }) => (
                  <label key={kind} className="flex min-h-9 items-center gap-2">
                    <input
                      type="radio"
                      name="kind"
                      checked={kind === way?.kind}
                      onChange={() => setWish({ kind })}
                      className="size-4 accent-(--accent)"
                    />
                    {t(`orderShipping.handover.${kind}`)}
                  </label>
                ))}
              </fieldset>
            )}
            {way && way.places.length > 0 && (
              <SelectField
                label={t('orderShipping.handover.place')}
                value={placeId}
                onChange={(event) => setWish({ kind: way.kind, placeId: event.target.value })}
              >
                {way.places.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </SelectField>
            )}
            {way && slots.length > 0 && (
              <SelectField
                label={t('orderShipping.handover.slot')}
                value={slotId}
                onChange={(event) => setWish({ kind: way.kind, ...(placeId ? { placeId } : {}), slotId: event.target.value })}
              >
                {slots.map(({ id, name, isRecommended }) => (
                  <option key={id} value={id}>
                    {isRecommended ? t('orderShipping.handover.recommended', { name: inDays(name) }) : inDays(name)}
                  </option>
                ))}
              </SelectField>
            )}
            {whyWhole ? (
              <p className="text-sm text-soft">{whyWhole}</p>
            ) : (
              <UnitFields
                lines={lines}
                chosen={chosen}
                onChange={setChosen}
                problem={items?.length === 0 ? t('order.own.pickOne') : undefined}
              />
            )}
          </form>
        )}
      </QueryState>
    </Dialog>
  );
}

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { afterMove, type MoveKind, moveKinds, unitsOf } from './stock-change.ts';
import { type Location, levelsQuery, locationsQuery, type SkuLevels } from './stock-queries.ts';
import { useMove } from './use-move.ts';

interface Props {
  sku: { readonly id: string; readonly code: string };
  /** What to begin with. */
  kind?: MoveKind;
  onClose: () => void;
}

/** Receives, counts, carries over, writes off or corrects units of one SKU, and shows what will be there before it is sent. */
export function MoveDialog({ sku, kind = 'receipt', onClose }: Props) {
  const { t } = useTranslation();
  const formId = useId();
  const levels = useQuery(levelsQuery(sku.id));
  const places = useQuery(locationsQuery);
  const move = useMove(sku.id);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('stock.adjustOf', { code: sku.code })}
      hint={levels.data && t('stock.onHandNow', { count: levels.data.onHand })}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button type="submit" form={formId} look="primary" isBusy={move.isPending}>
            {t('shell.save')}
          </Button>
        </>
      }
    >
      <QueryState query={places}>
        {({ items }) => (
          <QueryState query={levels}>
            {(known) => <MoveForm formId={formId} first={kind} levels={known} locations={items} move={move} onDone={onClose} />}
          </QueryState>
        )}
      </QueryState>
    </Dialog>
  );
}

function MoveForm({
  formId,
  first,
  levels,
  locations,
  move,
  onDone,
}: {
  formId: string;
  first: MoveKind;
  levels: SkuLevels;
  locations: readonly Location[];
  move: ReturnType<typeof useMove>;
  onDone: () => void;
}) {
  const { t } = useTranslation();
  const open = locations.filter(({ isRetired }) => !isRetired);
  const [kind, setKind] = useState(open.length < 2 && first === 'transfer' ? 'receipt' : first);
  const [locationId, setLocationId] = useState(open.find(({ isDefault }) => isDefault)?.id ?? '');
  const [chosenTo, setTo] = useState('');
  const [typed, setTyped] = useState('');
  const [isTried, setTried] = useState(false);
  const targets = open.filter(({ id }) => id !== locationId);
  const toLocationId = targets.find(({ id }) => id === chosenTo)?.id ?? targets[0]?.id ?? '';
  const here = levels.levels.find((level) => level.locationId === locationId)?.onHand ?? 0;
  const units = unitsOf(kind, typed);
  const after = units === null ? here : afterMove(kind, here, units);
  const send = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    const reason = String(new FormData(event.currentTarget).get('reason')).trim();
    if (units !== null && after >= 0) move.mutate({ kind, units, locationId, toLocationId, reason }, { onSuccess: onDone });
  };
  const fields = move.error instanceof ApiProblem ? move.error.fields : {};
  const typedProblem =
    units === null
      ? t(kind === 'count' ? 'stockMoves.countNumber' : kind === 'adjust' ? 'stock.wholeNumber' : 'stock.positive')
      : undefined;
  const tooFew = units !== null && after < 0 ? t('stock.afterTooFew', { count: here }) : undefined;
  return (
    <form id={formId} onSubmit={send} className="flex flex-col gap-4 pb-1" noValidate>
      <SelectField
        label={t('stock.kind')}
        value={kind}
        onChange={(event) => setKind(moveKinds.find((name) => name === event.target.value) ?? 'receipt')}
      >
        {moveKinds
          .filter((name) => name !== 'transfer' || open.length > 1)
          .map((name) => (
            <option key={name} value={name}>
              {t(`stock.kinds.${name}`)}
            </option>
          ))}
      </SelectField>
      {open.length > 1 && (
        <div className="grid gap-4 sm:grid-cols-2">
          <PlaceField
            label={t(kind === 'transfer' ? 'stockMoves.from' : 'stockMoves.location')}
            value={locationId}
            onChange={setLocationId}
            places={open}
            levels={levels}
          />
          {kind === 'transfer' && (
            <PlaceField label={t('stockMoves.to')} value={toLocationId} onChange={setTo} places={targets} levels={levels} />
          )}
        </div>
      )}
      <TextField
        label={t(kind === 'count' ? 'stockMoves.counted' : 'stock.quantity')}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        inputMode={kind === 'adjust' ? 'text' : 'numeric'}
        autoComplete="off"
        required
        maxLength={9}
        help={units === null ? t(`stockMoves.help.${kind}`) : t('stock.after', { count: after })}
        problem={fields.quantity ?? fields.counted ?? tooFew ?? (isTried ? typedProblem : undefined)}
      />
      <TextField
        label={t('stock.reason')}
        name="reason"
        placeholder={t('stock.reasonPlaceholder')}
        help={t('stock.optional')}
        maxLength={200}
        problem={fields.reason}
      />
      <FormProblem error={move.error} shown={['quantity', 'counted', 'reason']} />
    </form>
  );
}

function PlaceField({
  label,
  value,
  onChange,
  places,
  levels,
}: {
  label: string;
  value: string;
  onChange: (locationId: string) => void;
  places: readonly Location[];
  levels: SkuLevels;
}) {
  const { t } = useTranslation();
  const countOf = (id: string) => levels.levels.find(({ locationId }) => locationId === id)?.onHand ?? 0;
  return (
    <SelectField label={label} value={value} onChange={(event) => onChange(event.target.value)}>
      {places.map(({ id, name }) => (
        <option key={id} value={id}>
          {t('stockMoves.placeWith', { place: name, count: countOf(id) })}
        </option>
      ))}
    </SelectField>
  );
}

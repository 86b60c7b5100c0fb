import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read } from '../../lib/api.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { type Location, locationsQuery } from './stock-queries.ts';

const stale = [['stock']];

/** The places where stock lies: add one, name it, make it the default, stop using it. */
export function LocationsDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const query = useQuery(locationsQuery);
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('stockMoves.locations')}
      hint={t('stockMoves.locationsHint')}
      footer={<Button onClick={onClose}>{t('shell.close')}</Button>}
    >
      <QueryState query={query}>
        {({ items }) => (
          <ul className="flex flex-col divide-y divide-line/70">
            {items.map((location) => (
              <LocationRow key={location.id} location={location} />
            ))}
          </ul>
        )}
      </QueryState>
      <AddLocation />
    </Dialog>
  );
}

function AddLocation() {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const add = useAction(() => read(api.POST('/api/locations', { body: { name: name.trim() } })), {
    stale,
    said: t('stockMoves.locationAdded', { place: name.trim() }),
    isProblemShown: true,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate(undefined, { onSuccess: () => setName('') });
  };
  return (
    <form onSubmit={submit} className="mt-2 flex flex-wrap items-end gap-2 border-t border-line pt-4 pb-2">
      <div className="min-w-0 flex-1">
        <TextField
          label={t('stockMoves.newLocation')}
          placeholder={t('stockMoves.newLocationExample')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          problem={add.error instanceof ApiProblem ? add.error.fields.name : undefined}
        />
      </div>
      <Button type="submit" look="primary" className="h-10" isBusy={add.isPending} disabled={name.trim() === ''}>
        {t('stockMoves.add')}
      </Button>
      <div className="w-full empty:hidden">
        <FormProblem error={add.error} shown={['name']} />
      </div>
    </form>
  );
}

function LocationRow({ location }: { location: Location }) {
  const { t } = useTranslation();
  const [name, setName] = useState<string>();
  const params = { path: { locationId: location.id } };
  const rename = useAction((next: string) => read(api.PATCH('/api/locations/{locationId}', { params, body: { name: next } })), { stale });
  const makeDefault = useAction(() => read(api.POST('/api/locations/{locationId}/default', { params })), { stale });
  const retire = useAction(() => read(api.POST('/api/locations/{locationId}/retire', { params })), { stale });
  const restore = useAction(() => read(api.POST('/api/locations/{locationId}/restore', { params })), { stale });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (name?.trim()) rename.mutate(name.trim(), { onSuccess: () => setName(undefined) });
  };
  if (name !== undefined) {
    return (
      <li className="py-2.5">
        <form onSubmit={submit} className="flex flex-wrap items-end gap-2">
          <div className="min-w-0 flex-1">
            <TextField
              label={t('stockMoves.locationName')}
              required
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <Button type="submit" look="primary" className="h-10" isBusy={rename.isPending}>
            {t('shell.save')}
          </Button>
          <Button look="ghost" className="h-10" onClick={() => setName(undefined)}>
            {t('shell.cancel')}
          </Button>
        </form>
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1 py-2.5">
      <div className="min-w-0">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="break-words">{location.name}</span>
          {location.isDefault && <Badge tone="accent">{t('stockMoves.default')}</Badge>}
          {location.isRetired && <Badge>{t('stockMoves.retired')}</Badge>}
        </p>
        <p className="text-sm text-soft">
          {t('stockMoves.locationHolds', { count: location.onHand })} · {t('stockMoves.locationSkus', { count: location.skus })}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-1">
        <Button size="small" look="ghost" onClick={() => setName(location.name)} aria-label={`${t('stockMoves.rename')}: ${location.name}`}>
          {t('stockMoves.rename')}
        </Button>
        {!location.isDefault && !location.isRetired && (
          <>
            <Button
              size="small"
              look="ghost"
              isBusy={makeDefault.isPending}
              onClick={() => makeDefault.mutate()}
              aria-label={`${t('stockMoves.makeDefault')}: ${location.name}`}
            >
              {t('stockMoves.makeDefault')}
            </Button>
            <Button
              size="small"
              look="ghost"
              isBusy={retire.isPending}
              onClick={() => retire.mutate()}
              aria-label={`${t('stockMoves.retire')}: ${location.name}`}
            >
              {t('stockMoves.retire')}
            </Button>
          </>
        )}
        {location.isRetired && (
          <Button
            size="small"
            look="ghost"
            isBusy={restore.isPending}
            onClick={() => restore.mutate()}
            aria-label={`${t('stockMoves.restore')}: ${location.name}`}
          >
            {t('stockMoves.restore')}
          </Button>
        )}
      </div>
    </li>
  );
}

import { ArrowDown, ArrowUp, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import type { RouteLine } from './route-draft.ts';

export interface RouteChoices {
  readonly shops: readonly { readonly id: string; readonly name: string }[];
  readonly printers: readonly { readonly id: string; readonly name: string }[];
  readonly isEditable: boolean;
}

interface Props extends RouteChoices {
  line: RouteLine;
  position: number;
  count: number;
  shadow: number | undefined;
  onChange: (line: RouteLine) => void;
  onMove: (by: 1 | -1) => void;
  onRemove: () => void;
}

export function RouteLineRow({ line, position, count, shadow, shops, printers, isEditable, onChange, onMove, onRemove }: Props) {
  const { t } = useTranslation();
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !isEditable || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return;
    event.preventDefault();
    onMove(event.key === 'ArrowUp' ? -1 : 1);
  };
  const documentTypes = [...new Set(['shipping-label', ...(line.documentType ? [line.documentType] : [])])];
  return (
    <li data-line={line.key} onKeyDown={onKeyDown} className="flex flex-wrap items-end gap-3 px-4 py-3">
      <span aria-hidden className="grid size-10 place-items-center rounded-lg bg-page font-semibold text-soft">
        {position}
      </span>
      <fieldset disabled={!isEditable} className="grid min-w-0 flex-1 basis-80 gap-3 sm:grid-cols-2 xl:grid-cols-4">
        <legend className="sr-only">{t('routes.position', { position })}</legend>
        <SelectField
          label={t('routes.shop')}
          value={line.shopId ?? ''}
          onChange={(event) => onChange({ ...line, shopId: event.target.value || null })}
        >
          <option value="">{t('routes.anyShop')}</option>
          {shops.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('routes.carrier')}
          value={line.carrierName ?? ''}
          placeholder={t('routes.anyCarrier')}
          maxLength={100}
          onChange={(event) => onChange({ ...line, carrierName: event.target.value || null })}
        />
        <SelectField
          label={t('routes.document')}
          value={line.documentType ?? ''}
          onChange={(event) => onChange({ ...line, documentType: event.target.value || null })}
        >
          <option value="">{t('routes.anyDocument')}</option>
          {documentTypes.map((type) => (
            <option key={type} value={type}>
              {type === 'shipping-label' ? t('routes.documents.shipping-label') : type}
            </option>
          ))}
        </SelectField>
        <SelectField
          label={t('routes.printer')}
          value={line.printerId}
          required
          onChange={(event) => onChange({ ...line, printerId: event.target.value })}
        >
          <option value="" disabled>
            {t('routes.choosePrinter')}
          </option>
          {printers.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      </fieldset>
      {isEditable && (
        <div className="flex gap-1">
          <Button data-move="up" aria-label={t('routes.up', { position })} disabled={position === 1} onClick={() => onMove(-1)}>
            <ArrowUp className="size-4" aria-hidden />
          </Button>
          <Button data-move="down" aria-label={t('routes.down', { position })} disabled={position === count} onClick={() => onMove(1)}>
            <ArrowDown className="size-4" aria-hidden />
          </Button>
          <Button look="danger" aria-label={t('routes.remove', { position })} onClick={onRemove}>
            <Trash2 className="size-4" aria-hidden />
          </Button>
        </div>
      )}
      {shadow !== undefined && (
        <p role="status" className="w-full font-medium text-warn">
          {t('routes.unreachable', { position: shadow + 1 })}
        </p>
      )}
    </li>
  );
}

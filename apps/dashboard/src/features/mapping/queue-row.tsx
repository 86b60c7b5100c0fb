import { Check, Ellipsis, Layers, Link2, PackagePlus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { formatShare } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { GridCell } from '../../ui/grid.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { SelectBox } from '../../ui/select-box.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { type Suggestion, sureScore, type UnmappedVariant } from './mapping-queries.ts';

export type QueueDeed = 'choose' | 'bundle' | 'make-sku';

export interface QueueRowProps {
  variant: UnmappedVariant;
  market: string;
  isSelected: boolean;
  canWrite: boolean;
  onSelect: (id: string, isRange: boolean) => void;
  onConfirm: (variant: UnmappedVariant, suggestion: Suggestion) => void;
  onAct: (deed: QueueDeed, variant: UnmappedVariant) => void;
}

/** One variant without a SKU: what it is, what it may be and why, and what to do. */
export function QueueRow({ variant, market, isSelected, canWrite, onSelect, onConfirm, onAct }: QueueRowProps) {
  const { t } = useTranslation();
  const name = [variant.title, variant.variantName].filter(Boolean).join(' · ');
  return (
    <div className="flex flex-col gap-x-4 gap-y-2 px-3 py-3 lg:flex-row lg:items-start">
      <GridCell className="flex min-w-0 gap-3 lg:w-[38%]">
        {canWrite && (
          <SelectBox
            label={t('mapping.selectRow', { variant: name })}
            isSelected={isSelected}
            onSelect={(isRange) => onSelect(variant.variantId, isRange)}
          />
        )}
        <Thumbnail url={variant.pictureUrl} />
        <div className="min-w-0 leading-tight">
          <p className="font-medium break-words">{name}</p>
          <p className="text-sm break-words text-soft">
            {[variant.sellerCode || t('mapping.noCode'), variant.barcode].filter(Boolean).join(' · ')}
          </p>
          <p className="text-sm text-soft">
            {variant.shopName} · {market}
          </p>
          {variant.waitingUnits > 0 && (
            <p className="mt-1">
              <Badge tone="bad">{t('mapping.waiting', { count: variant.waitingUnits })}</Badge>
            </p>
          )}
        </div>
      </GridCell>
      <GridCell className="min-w-0 flex-1">
        {variant.suggestions.length === 0 ? (
          <p className="text-soft">{t('mapping.noSuggestion')}</p>
        ) : (
          <ul className="flex flex-col gap-2">
            {variant.suggestions.map((suggestion, index) => (
              <SuggestionLine
                key={suggestion.skuId}
                suggestion={suggestion}
                number={index + 1}
                name={name}
                onConfirm={canWrite ? () => onConfirm(variant, suggestion) : undefined}
              />
            ))}
          </ul>
        )}
      </GridCell>
      {canWrite && (
        <GridCell className="flex shrink-0 flex-wrap gap-1.5">
          <Button size="small" aria-label={t('mapping.chooseFor', { variant: name })} onClick={() => onAct('choose', variant)}>
            <Link2 className="size-4" aria-hidden /> {t('mapping.choose')}
          </Button>
          <Menu
            trigger={
              <Button size="small" look="ghost" aria-label={t('mapping.more', { variant: name })}>
                <Ellipsis className="size-5" aria-hidden />
              </Button>
            }
          >
            <MenuItem onSelect={() => onAct('bundle', variant)}>
              <Layers className="size-4" aria-hidden /> {t('mapping.makeBundle')}
            </MenuItem>
            <MenuItem onSelect={() => onAct('make-sku', variant)}>
              <PackagePlus className="size-4" aria-hidden /> {t('mapping.makeSku')}
            </MenuItem>
          </Menu>
        </GridCell>
      )}
    </div>
  );
}

function SuggestionLine({
  suggestion,
  number,
  name,
  onConfirm,
}: {
  suggestion: Suggestion;
  number: number;
  name: string;
  onConfirm: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const isSure = suggestion.score >= sureScore;
  return (
    <li className="flex items-start justify-between gap-3">
      <div className="min-w-0 leading-tight">
        <p className="flex flex-wrap items-center gap-1.5">
          <span className="font-medium break-all">{suggestion.skuCode}</span>
          <Badge tone={isSure ? 'good' : 'neutral'}>{t('mapping.sure', { share: formatShare(suggestion.score) })}</Badge>
        </p>
        <p className="text-sm break-words text-soft">{suggestion.skuName}</p>
        <p className="text-sm break-words">{suggestion.why.map(({ kind, score }) => reason(t, kind, score)).join(' · ')}</p>
      </div>
      {onConfirm && (
        <Button
          size="small"
          look={isSure && number === 1 ? 'primary' : 'secondary'}
          aria-label={t('mapping.confirmOf', { variant: name, sku: suggestion.skuCode })}
          title={suggestion.why.map(({ text }) => text).join('\n')}
          onClick={onConfirm}
        >
          <Check className="size-4" aria-hidden /> {t('mapping.confirm')}
        </Button>
      )}
    </li>
  );
}

/** Why, in the person's language; the hub's own sentence stands in the title of the button. */
function reason(t: ReturnType<typeof useTranslation>['t'], kind: Suggestion['why'][number]['kind'], score: number): string {
  return score === 1 ? t(`mapping.why.${kind}Same`) : t(`mapping.why.${kind}Near`, { share: formatShare(score) });
}

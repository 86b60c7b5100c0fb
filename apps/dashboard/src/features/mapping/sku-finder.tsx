import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatNumber } from '../../lib/format.ts';
import { TextField } from '../../ui/field.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Thumbnail } from '../../ui/thumbnail.tsx';
import { foundSkusQuery, type Sku } from '../skus/sku-queries.ts';

/** Finds a SKU by a part of its code, name or barcode; the found ones are buttons. */
export function SkuFinder({
  firstText,
  chosen,
  onChoose,
}: {
  firstText: string;
  chosen: ReadonlySet<string>;
  onChoose: (sku: Sku) => void;
}) {
  const { t } = useTranslation();
  const listId = useId();
  const [text, setText] = useState(firstText);
  const q = useDeferredValue(text.trim());
  const query = useQuery(foundSkusQuery(q));
  return (
    <div className="flex flex-col gap-2">
      <TextField
        label={t('mapping.find')}
        type="search"
        value={text}
        maxLength={100}
        autoComplete="off"
        aria-controls={listId}
        placeholder={t('skus.searchPlaceholder')}
        onChange={(event) => setText(event.target.value)}
      />
      <div id={listId} aria-live="polite" className="max-h-64 overflow-y-auto rounded-lg border border-line">
        <QueryState query={query}>
          {({ items }) =>
            items.length === 0 ? (
              <p className="px-3 py-3 text-soft">{t('mapping.notFound')}</p>
            ) : (
              <ul className="divide-y divide-line/70">
                {items.map((sku) => (
                  <li key={sku.id}>
                    <button
                      type="button"
                      aria-pressed={chosen.has(sku.id)}
                      onClick={() => onChoose(sku)}
                      className="flex w-full items-center gap-3 px-3 py-2 text-left -outline-offset-2 hover:bg-page aria-pressed:bg-accent-wash"
                    >
                      <Thumbnail url={sku.pictureUrl} />
                      <span className="min-w-0 flex-1 leading-tight">
                        <span className="block truncate font-medium">{sku.code}</span>
                        <span className="block truncate text-sm text-soft">{sku.name}</span>
                      </span>
                      <span className="text-sm whitespace-nowrap text-soft">
                        {t('mapping.available', { number: formatNumber(sku.ats) })}
                      </span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }
        </QueryState>
      </div>
    </div>
  );
}

import { useInfiniteQuery } from '@tanstack/react-query';
import { ScanBarcode } from 'lucide-react';
import { type FormEvent, type RefObject, useDeferredValue, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { skuListQuery } from '../stock-queries.ts';

const suggestions = 8;

/** Where a scanner or a person enters codes; each Enter counts one. A barcode finds its SKU, too. */
export function ScanBox({ onScan, inputRef }: { onScan: (code: string) => void; inputRef: RefObject<HTMLInputElement | null> }) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState('');
  const q = useDeferredValue(typed.trim());
  const query = useInfiniteQuery({ ...skuListQuery({ q }, suggestions), enabled: q.length > 1 });
  const found = q.length > 1 ? (query.data?.pages.flatMap((page) => page.items) ?? []) : [];
  const take = (code: string) => {
    onScan(code);
    setTyped('');
    inputRef.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const text = typed.trim();
    if (text !== '') take(found.find(({ barcode }) => barcode === text)?.code ?? text);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-2 p-4">
      <label htmlFor={id} className="font-medium">
        {t('stockCount.scan')}
      </label>
      <div className="flex gap-2">
        <input
          ref={inputRef}
          id={id}
          value={typed}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          maxLength={100}
          placeholder={t('stockCount.scanPlaceholder')}
          aria-keyshortcuts="/"
          onChange={(event) => setTyped(event.target.value)}
          className="h-11 w-full min-w-0 rounded-lg border border-edge bg-panel px-3 text-base placeholder:text-faint"
        />
        <Button type="submit" look="primary" size="large" disabled={typed.trim() === ''}>
          <ScanBarcode className="size-5" aria-hidden /> {t('stockCount.addOne')}
        </Button>
      </div>
      {found.length > 0 && (
        <ul aria-label={t('stockCount.suggestions')} className="flex flex-wrap gap-1.5">
          {found.map((sku) => (
            <li key={sku.id}>
              <Button size="small" look="ghost" className="border-line" onClick={() => take(sku.code)}>
                {sku.code} <span className="max-w-40 truncate font-normal text-faint">{sku.name}</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}

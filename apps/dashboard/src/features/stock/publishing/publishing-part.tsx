import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Send, Telescope } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session.ts';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { Button } from '../../../ui/button.tsx';
import { QueryState } from '../../../ui/query-state.tsx';
import { publishingQuery } from '../stock-queries.ts';
import { GuaranteeNotice } from './guarantee-notice.tsx';
import { ModeForm } from './mode-form.tsx';
import { PublishedRow } from './published-row.tsx';

/** How a SKU is published, and what every marketplace accepted and shows. */
export function PublishingPart({ skuId }: { skuId: string }) {
  const { t } = useTranslation();
  const canWrite = useMay('stock:write');
  const query = useQuery(publishingQuery(skuId));
  const params = { path: { skuId } };
  const push = useAction(() => read(api.POST('/api/skus/{skuId}/push', { params })), {
    stale: [['stock']],
    said: t('stockPublishing.pushed'),
  });
  const pull = useAction(() => read(api.POST('/api/skus/{skuId}/pull', { params })), {
    stale: [['stock']],
    said: t('stockPublishing.pulled'),
  });
  return (
    <QueryState query={query}>
      {(publishing) => (
        <>
          <ModeForm key={`${publishing.publishMode} ${publishing.buffer}`} publishing={publishing} />
          <GuaranteeNotice publishing={publishing} />
          <section className="flex flex-col gap-2">
            <header className="flex flex-wrap items-center justify-between gap-2">
              <h3 className="font-semibold">{t('stockPublishing.where')}</h3>
              {canWrite && publishing.variants.length > 0 && (
                <span className="flex flex-wrap gap-2">
                  <Button size="small" isBusy={push.isPending} onClick={() => push.mutate()}>
                    <Send className="size-4" aria-hidden /> {t('stockPublishing.push')}
                  </Button>
                  <Button size="small" isBusy={pull.isPending} onClick={() => pull.mutate()}>
                    <Telescope className="size-4" aria-hidden /> {t('stockPublishing.pull')}
                  </Button>
                </span>
              )}
            </header>
            {publishing.variants.length === 0 ? (
              <p className="text-soft">
                {t('stockPublishing.nowhere')}{' '}
                <Link to="/products/mapping" className="inline-flex min-h-6 items-center text-accent underline">
                  {t('stockPublishing.map')}
                </Link>
              </p>
            ) : (
              <ul className="flex flex-col divide-y divide-line/70 rounded-xl border border-line">
                {publishing.variants.map((variant) => (
                  <PublishedRow
                    key={variant.variantId}
                    skuId={skuId}
                    variant={variant}
                    isGuaranteed={publishing.publishMode === 'guaranteed'}
                  />
                ))}
              </ul>
            )}
          </section>
        </>
      )}
    </QueryState>
  );
}

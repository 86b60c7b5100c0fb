import { ExternalLink } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { api, read } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SelectField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { useRegionName } from './region-name.ts';
import type { Platform } from './shop-queries.ts';
import { slugOf } from './shop-status.ts';

/** Marketplaces whose consent page depends on the country of the shop. */
const asksCountry = ['tiktok', 'amazon'];

/** Says what will happen at the marketplace, then goes there. */
export function ConnectDialog({ platform, region: known, onClose }: { platform: Platform; region?: string; onClose: () => void }) {
  const { t } = useTranslation();
  const regionName = useRegionName();
  const [region, setRegion] = useState(known ?? '');
  const slug = slugOf(platform.platform);
  const begin = useAction(
    () => {
      if (!slug) throw new Error(platform.title);
      return read(api.POST('/api/shops/connect', { body: { platform: slug, ...(region ? { region } : {}) } }));
    },
    { stale: [], isProblemShown: true },
  );
  const words = { platform: platform.title };
  const hasCountries = asksCountry.includes(platform.slug) && platform.regions.length > 1;
  const countries = platform.regions.map((code) => [code, regionName(code)] as const).toSorted(([, a], [, b]) => a.localeCompare(b));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('connections.connectTo', words)}
      footer={
        <>
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
          <Button
            look="primary"
            isBusy={begin.isPending || begin.isSuccess}
            onClick={() => begin.mutate(undefined, { onSuccess: ({ authUrl }) => location.assign(authUrl) })}
          >
            <ExternalLink className="size-4" aria-hidden /> {t('shops.connectDialog.submit', words)}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-2">
        <ol className="flex list-decimal flex-col gap-2 pl-5">
          <li>{t('shops.connectDialog.one', words)}</li>
          <li>{t(`connections.step.${slug ?? 'tiktok'}`)}</li>
        </ol>
        {hasCountries && (
          <SelectField
            label={t('connections.country')}
            help={t('connections.countryHelp')}
            value={region}
            onChange={(event) => setRegion(event.target.value)}
          >
            <option value="">{t('connections.anyCountry')}</option>
            {countries.map(([code, name]) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <p className="rounded-lg bg-info-wash px-3 py-2 text-info">{t('shops.connectDialog.three', words)}</p>
        <FormProblem error={begin.error} shown={[]} />
      </div>
    </Dialog>
  );
}

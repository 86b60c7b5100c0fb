import { ShieldAlert, ShieldCheck, ShieldEllipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../lib/api.ts';
import { formatNumber } from '../../../lib/format.ts';
import { hubSays } from '../../../lib/hub-says.ts';
import { classes } from '../../../ui/classes.ts';

const looks = {
  held: { icon: ShieldCheck, tone: 'bg-good-wash text-good' },
  settling: { icon: ShieldEllipsis, tone: 'bg-info-wash text-info' },
  broken: { icon: ShieldAlert, tone: 'bg-bad-wash text-bad' },
} as const;

/** Whether the guarantee holds at this moment, and if not, what it waits for. */
export function GuaranteeNotice({ publishing: { guarantee, guaranteeProblem, unclaimed } }: { publishing: Schemas['SkuPublishing'] }) {
  const { t } = useTranslation();
  if (guarantee === 'off') return null;
  const { icon: Icon, tone } = looks[guarantee];
  return (
    <div role="status" className={classes('flex items-start gap-3 rounded-lg px-3 py-2.5', tone)}>
      <Icon className="mt-0.5 size-5 shrink-0" aria-hidden />
      <div>
        <p className="font-medium">{t(`stockPublishing.guarantee.${guarantee}`)}</p>
        {guaranteeProblem && <p className="text-sm">{hubSays(guaranteeProblem)}</p>}
        {unclaimed !== null && unclaimed >= 0 && (
          <p className="text-sm">{t('stockPublishing.unclaimed', { count: unclaimed, shown: formatNumber(unclaimed) })}</p>
        )}
      </div>
    </div>
  );
}

import { Link, type LinkProps } from '@tanstack/react-router';
import { CircleCheck, CircleDashed } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../lib/api.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Panel } from '../../ui/panel.tsx';

type Step = Schemas['Home']['guide'][number];

const places: Readonly<Record<Step['step'], LinkProps>> = {
  shop: { to: '/shops' },
  sku: { to: '/stock' },
  agent: { to: '/printers' },
  printer: { to: '/printers' },
  rule: { to: '/rules' },
  'first-label': { to: '/orders', search: { view: 'to_ship' } },
};
const hiddenKey = 'shopfleet.guide.hidden';

/** The way from a fresh install to the first label. When all is done it says so in one line and can be put away. */
export function GuidePanel({ guide }: { guide: readonly Step[] }) {
  const { t } = useTranslation();
  const [isHidden, setHidden] = useState(() => localStorage.getItem(hiddenKey) === 'true');
  const done = guide.filter((step) => step.isDone).length;
  const isComplete = done === guide.length;
  if (guide.length === 0 || (isComplete && isHidden)) return null;
  if (isComplete) {
    const hide = () => {
      localStorage.setItem(hiddenKey, 'true');
      setHidden(true);
    };
    return (
      <div className="flex items-center justify-between gap-3 rounded-xl bg-good-wash px-4 py-2">
        <p className="flex items-center gap-2 font-medium text-good">
          <CircleCheck className="size-5" aria-hidden /> {t('home.guide.complete')}
        </p>
        <Button size="small" look="ghost" onClick={hide}>
          {t('home.guide.hide')}
        </Button>
      </div>
    );
  }
  const next = guide.find((step) => !step.isDone)?.step;
  return (
    <Panel
      title={t('home.guide.title')}
      actions={<span className="text-sm text-soft">{t('home.guide.progress', { done, count: guide.length })}</span>}
    >
      <ol className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {guide.map(({ step, isDone }, index) => (
          <li
            key={step}
            aria-current={step === next ? 'step' : undefined}
            className={classes(
              'flex gap-3 rounded-lg border p-3',
              step === next ? 'border-accent bg-accent-wash/50' : 'border-line',
              isDone && 'bg-page',
            )}
          >
            {isDone ? (
              <CircleCheck className="size-5 shrink-0 text-good" aria-hidden />
            ) : (
              <CircleDashed className="size-5 shrink-0 text-faint" aria-hidden />
            )}
            <div className="min-w-0">
              <p className={classes('leading-tight font-semibold', isDone && 'text-soft')}>
                {index + 1}. {t(`home.guide.steps.${step}`)}
                {isDone && <span className="sr-only"> – {t('home.guide.done')}</span>}
              </p>
              {!isDone && (
                <>
                  <p className="mt-1 text-sm text-soft">{t(`home.guide.steps.${step}Help`)}</p>
                  <Link {...places[step]} className="mt-1.5 inline-flex min-h-6 items-center font-medium text-accent underline">
                    {t(`home.guide.steps.${step}Act`)}
                  </Link>
                </>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}

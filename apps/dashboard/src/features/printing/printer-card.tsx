import { Link } from '@tanstack/react-router';
import { Ellipsis, Pause, Pencil, Play, Printer as PrinterIcon, Star, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { formatDistance, formatNumber } from '../../lib/format.ts';
import { hubSays } from '../../lib/hub-says.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { EditPrinterDialog } from './edit-printer-dialog.tsx';
import type { Printer } from './print-queries.ts';
import { printerCondition } from './printer-condition.ts';
import { presetOf, presetTitles } from './printer-draft.ts';
import { usePrinterActions } from './use-printer-actions.ts';

/** One printer: what it says of itself in words, what to do about it, and what waits for it. */
export function PrinterCard({ printer, now }: { printer: Printer; now: number }) {
  const { t } = useTranslation();
  const condition = printerCondition(printer);
  const todo = condition.key !== 'idle' && condition.key !== 'printing' && t(`printers.todo.${condition.key}`);
  const preset = presetOf(printer.media);
  const size =
    preset === 'custom' ? `${formatNumber(printer.media.widthMm)} × ${formatNumber(printer.media.heightMm)} mm` : presetTitles[preset];
  const { dpi, language } = printer.media;
  return (
    <section
      aria-labelledby={printer.id}
      className={classes('flex flex-col rounded-xl border bg-panel', condition.needsCare ? 'border-bad' : 'border-line')}
    >
      <header className="flex items-start justify-between gap-3 px-4 pt-4">
        <div className="min-w-0">
          <h2 id={printer.id} className="text-base font-semibold break-words">
            {printer.name}
          </h2>
          <p className="text-sm text-soft">{t('printers.printer.agent', { agent: printer.agentName })}</p>
        </div>
        {printer.isDefault && <Badge tone="accent">{t('printers.printer.isDefault')}</Badge>}
      </header>
      <div className="flex flex-1 flex-col gap-2 px-4 py-3">
        <p className="flex flex-wrap items-center gap-2">
          <Badge tone={condition.tone} isPulsing={condition.key === 'printing'}>
            <span className="text-base">{t(`printers.condition.${condition.key}`)}</span>
          </Badge>
          {printer.isPaused && condition.key !== 'paused' && <Badge tone="warn">{t('printers.condition.paused')}</Badge>}
        </p>
        {todo && <p className={condition.needsCare ? 'font-medium' : 'text-soft'}>{todo}</p>}
        {printer.stateMessage && condition.needsCare && (
          <p className="text-sm text-soft">{t('printers.printer.says', { message: hubSays(printer.stateMessage) })}</p>
        )}
        <p className="mt-auto pt-1 text-sm text-soft">
          {t(`printers.driver.${printer.driver.kind}`)} · {size} · {dpi} dpi · {t(`printers.form.languages.${language}`)}
        </p>
        <p className="flex flex-wrap justify-between gap-x-3 text-sm">
          {printer.waitingJobs > 0 ? (
            <Link
              to="/queue"
              search={{ printerId: printer.id }}
              className="inline-flex min-h-6 items-center font-medium text-accent underline"
            >
              {t('printers.printer.waiting', { count: printer.waitingJobs })}
            </Link>
          ) : (
            <span className="text-soft">{t('printers.printer.noneWaiting')}</span>
          )}
          <span className="text-soft">
            {printer.reportedAt
              ? t('printers.printer.reported', { when: formatDistance(printer.reportedAt, now) })
              : t('printers.printer.neverReported')}
          </span>
        </p>
      </div>
      <PrinterActions printer={printer} />
    </section>
  );
}

function PrinterActions({ printer }: { printer: Printer }) {
  const { t } = useTranslation();
  const canChange = useMay('printers:write');
  const { testPage, change, remove } = usePrinterActions();
  const [open, setOpen] = useState<'edit' | 'remove'>();
  if (!canChange) return null;
  const icon = { className: 'size-4', 'aria-hidden': true } as const;
  const close = () => setOpen(undefined);
  return (
    <footer className="flex flex-wrap items-center gap-2 border-t border-line px-4 py-3">
      <Button size="small" onClick={() => testPage.mutate(printer)} isBusy={testPage.isPending}>
        <PrinterIcon {...icon} /> {t('printers.printer.testPage')}
      </Button>
      <Button size="small" onClick={() => change.mutate({ printer, isPaused: !printer.isPaused })} isBusy={change.isPending}>
        {printer.isPaused ? <Play {...icon} /> : <Pause {...icon} />}{' '}
        {t(printer.isPaused ? 'printers.printer.resume' : 'printers.printer.pause')}
      </Button>
      <span className="ml-auto">
        <Menu
          trigger={
            <Button size="small" look="ghost" aria-label={t('printers.printer.more', { printer: printer.name })}>
              <Ellipsis className="size-5" aria-hidden />
            </Button>
          }
        >
          <MenuItem onSelect={() => setOpen('edit')}>
            <Pencil {...icon} /> {t('printers.printer.edit')}
          </MenuItem>
          {!printer.isDefault && (
            <MenuItem onSelect={() => change.mutate({ printer, isDefault: true })}>
              <Star {...icon} /> {t('printers.printer.makeDefault')}
            </MenuItem>
          )}
          <MenuItem onSelect={() => setOpen('remove')}>
            <Trash2 {...icon} /> {t('printers.printer.remove')}
          </MenuItem>
        </Menu>
      </span>
      {open === 'edit' && <EditPrinterDialog printer={printer} onClose={close} />}
      {open === 'remove' && (
        <ConfirmDialog
          title={t('printers.printer.removeTitle', { printer: printer.name })}
          help={t('printers.printer.removeHelp')}
          submit={t('printers.printer.remove')}
          isBusy={remove.isPending}
          onConfirm={() => remove.mutate(printer, { onSettled: close })}
          onClose={close}
        />
      )}
    </footer>
  );
}

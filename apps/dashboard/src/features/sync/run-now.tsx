import { RefreshCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { syncStreams } from '../../app/stock-search.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useRunNow, type WhichShops } from './use-run-now.ts';

/** Reads one kind of thing now: of one marketplace, or of all shops. */
export function RunNowMenu({ which, label, isPrimary = false }: { which: WhichShops; label: string; isPrimary?: boolean }) {
  const { t } = useTranslation();
  const run = useRunNow();
  return (
    <Menu
      trigger={
        <Button look={isPrimary ? 'primary' : 'secondary'} size={isPrimary ? 'normal' : 'small'} isBusy={run.isPending} aria-label={label}>
          <RefreshCw className="size-4" aria-hidden /> {t('sync.runNow')}
        </Button>
      }
    >
      {syncStreams.map((stream) => (
        <MenuItem key={stream} onSelect={() => run.mutate({ stream, which })}>
          {t(`sync.stream.${stream}`)}
        </MenuItem>
      ))}
    </Menu>
  );
}

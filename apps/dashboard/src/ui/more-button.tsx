import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';

/** Reads the next page of a list, when there is one. */
export function MoreButton({
  query,
}: {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => Promise<unknown> };
}) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <div className="flex justify-center p-3">
      <Button onClick={() => void query.fetchNextPage()} isBusy={query.isFetchingNextPage}>
        {t('shell.more')}
      </Button>
    </div>
  );
}

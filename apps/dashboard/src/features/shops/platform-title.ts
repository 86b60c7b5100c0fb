import { useQuery } from '@tanstack/react-query';
import { useMay } from '../../app/session.ts';
import { platformsQuery } from './shop-queries.ts';

/** The name of a marketplace as people write it; what the hub calls it while that is not known. */
export function usePlatformTitle(): (platform: string) => string {
  const canRead = useMay('shops:read');
  const { data } = useQuery({ ...platformsQuery, enabled: canRead });
  return (platform) => data?.items.find((one) => one.platform === platform || one.slug === platform)?.title ?? platform;
}

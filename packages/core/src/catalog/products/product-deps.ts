import type { Database } from '@shopfleet/db';
import type { Jobs } from '@shopfleet/jobs';
import type { Platform } from '@shopfleet/platform-kit';
import type { Actor } from '../../audit/index.ts';
import type { OpenShop } from '../../sync/index.ts';
import type { PictureDeps } from '../listings/keep-pictures.ts';
import type { MappingDeps } from '../mappings/change-mappings.ts';

export interface ProductDeps extends MappingDeps {
  readonly db: Database;
  readonly jobs: Pick<Jobs, 'enqueue'>;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly openShop: OpenShop;
  /** Without, no pictures are kept. */
  readonly pictures?: Pick<PictureDeps, 'files' | 'fetchPicture'>;
}

/** Who wants something done to which product of which marketplace. */
export interface ProductCall {
  readonly tenantId: string;
  readonly actor: Actor;
  readonly slug: string;
  readonly shopId: string | undefined;
}

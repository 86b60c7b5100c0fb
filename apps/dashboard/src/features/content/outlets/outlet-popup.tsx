import { useQuery } from '@tanstack/react-query';
import { CampaignDialog, type Who } from './campaign-dialog.tsx';
import { ConnectHereDialog } from './connect-here-dialog.tsx';
import { ImportDrawer } from './import-drawer.tsx';
import { InvitationDrawer } from './invitation-drawer.tsx';
import { OutletDrawer } from './outlet-drawer.tsx';
import { type Outlet, outletQuery } from './outlet-queries.ts';

export type OpenOutlet =
  | { readonly what: 'add' | 'import' }
  | { readonly what: 'campaign'; readonly outletIds?: readonly string[] }
  | { readonly what: 'edit' | 'link' | 'connect'; readonly outlet: Outlet };

/** Whatever stands over the list: what a person opened, or what the address asks for (`campaign`, `linkFor`). */
export function OutletPopup({
  opened,
  groups,
  campaign,
  linkFor,
  onOpen,
  onClose,
}: {
  opened: OpenOutlet | undefined;
  groups: readonly string[];
  campaign?: Who | undefined;
  linkFor?: string | undefined;
  onOpen: (next: OpenOutlet) => void;
  onClose: () => void;
}) {
  const asked = useQuery({ ...outletQuery(linkFor ?? ''), enabled: linkFor !== undefined });
  if (!opened) {
    if (campaign) return <CampaignDialog first={campaign} onClose={onClose} />;
    return linkFor !== undefined && asked.data ? <InvitationDrawer outlet={asked.data} onClose={onClose} /> : null;
  }
  if (opened.what === 'import') return <ImportDrawer onClose={onClose} />;
  if (opened.what === 'campaign') return <CampaignDialog outletIds={opened.outletIds} onClose={onClose} />;
  if (opened.what === 'link') return <InvitationDrawer outlet={opened.outlet} onClose={onClose} />;
  if (opened.what === 'connect') return <ConnectHereDialog outlet={opened.outlet} onClose={onClose} />;
  return (
    <OutletDrawer
      outlet={opened.what === 'edit' ? opened.outlet : undefined}
      groups={groups}
      onSaved={(outlet, isLinkWanted) => (isLinkWanted ? onOpen({ what: 'link', outlet }) : onClose())}
      onClose={onClose}
    />
  );
}

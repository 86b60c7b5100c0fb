import {
  Barcode,
  Boxes,
  Clapperboard,
  ClipboardList,
  History,
  House,
  ListChecks,
  type LucideIcon,
  Package,
  Printer,
  RefreshCw,
  Store,
  Tags,
  Timer,
  Users,
} from 'lucide-react';
import type { Permission } from './session.ts';

export interface Place {
  readonly to:
    | '/'
    | '/orders'
    | '/queue'
    | '/printers'
    | '/history'
    | '/fulfilment'
    | '/shops'
    | '/sync'
    | '/products'
    | '/skus'
    | '/stock'
    | '/rules'
    | '/content'
    | '/people';
  readonly label:
    | 'home'
    | 'orders'
    | 'queue'
    | 'printers'
    | 'history'
    | 'fulfilment'
    | 'shops'
    | 'sync'
    | 'products'
    | 'skus'
    | 'stock'
    | 'rules'
    | 'content'
    | 'people';
  readonly icon: LucideIcon;
  readonly needs: Permission;
  /** Shown in the bar of a phone; the others are under "More". */
  readonly isMain?: boolean;
}

export const places: readonly Place[] = [
  { to: '/', label: 'home', icon: House, needs: 'orders:read', isMain: true },
  { to: '/orders', label: 'orders', icon: Package, needs: 'orders:read', isMain: true },
  { to: '/queue', label: 'queue', icon: ClipboardList, needs: 'printing:read', isMain: true },
  { to: '/printers', label: 'printers', icon: Printer, needs: 'printing:read', isMain: true },
  { to: '/history', label: 'history', icon: History, needs: 'printing:read' },
  { to: '/fulfilment', label: 'fulfilment', icon: Timer, needs: 'orders:read' },
  { to: '/shops', label: 'shops', icon: Store, needs: 'shops:read' },
  { to: '/sync', label: 'sync', icon: RefreshCw, needs: 'shops:read' },
  { to: '/products', label: 'products', icon: Tags, needs: 'stock:read' },
  { to: '/skus', label: 'skus', icon: Barcode, needs: 'stock:read' },
  { to: '/stock', label: 'stock', icon: Boxes, needs: 'stock:read' },
  { to: '/rules', label: 'rules', icon: ListChecks, needs: 'orders:read' },
  { to: '/content', label: 'content', icon: Clapperboard, needs: 'content:read' },
  { to: '/people', label: 'people', icon: Users, needs: 'users:read' },
];

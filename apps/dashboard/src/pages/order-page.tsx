import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ItemsPanel } from '../features/orders/items-panel.tsx';
import { OrderActions } from '../features/orders/order-actions.tsx';
import { orderDetailQuery } from '../features/orders/order-detail-query.ts';
import { OrderHeader } from '../features/orders/order-header.tsx';
import { OrderNotices } from '../features/orders/order-notices.tsx';
import { PackagesPanel } from '../features/orders/packages-panel.tsx';
import { PrintJobsPanel } from '../features/orders/print-jobs-panel.tsx';
import { AddressPanel, NotePanel, WhyPanel } from '../features/orders/side-panels.tsx';
import { TimelinePanel } from '../features/orders/timeline-panel.tsx';
import { ApiProblem, type Schemas } from '../lib/api.ts';
import { formatInstant } from '../lib/format.ts';
import { Page } from '../ui/page.tsx';
import { Panel } from '../ui/panel.tsx';
import { QueryState } from '../ui/query-state.tsx';
import { NotFoundPage } from './not-found-page.tsx';

/** One order with everything that happened to it, as it happens. */
export function OrderPage() {
  const { t } = useTranslation();
  const { orderId } = useParams({ from: '/shell/orders/$orderId' });
  const query = useQuery(orderDetailQuery(orderId));
  if (query.error instanceof ApiProblem && query.error.status === 404) return <NotFoundPage />;
  if (query.data) return <OrderSheet order={query.data} />;
  return (
    <Page title={t('orders.title')}>
      <Panel isFlush>
        <QueryState query={query}>{(order) => <OrderSheet order={order} />}</QueryState>
      </Panel>
    </Page>
  );
}

function OrderSheet({ order }: { order: Schemas['OrderDetail'] }) {
  const { t } = useTranslation();
  return (
    <Page
      title={t('order.title', { number: order.externalId })}
      hint={
        <span className="inline-flex flex-wrap items-center gap-x-3">
          <Link to="/orders" className="inline-flex min-h-6 items-center gap-1 underline hover:text-ink">
            <ArrowLeft className="size-4" aria-hidden /> {t('order.back')}
          </Link>
          <span>
            {order.shopName} · {t('order.placed', { when: formatInstant(order.placedAt) })}
          </span>
        </span>
      }
      actions={<OrderActions order={order} />}
    >
      <OrderHeader order={order} />
      <OrderNotices order={order} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.65fr)_minmax(0,1fr)]">
        <div className="flex min-w-0 flex-col gap-4">
          <ItemsPanel lines={order.lines} />
          <PackagesPanel order={order} />
          <PrintJobsPanel order={order} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <AddressPanel order={order} />
          <WhyPanel order={order} />
          <TimelinePanel history={order.history} />
          <NotePanel order={order} />
        </div>
      </div>
    </Page>
  );
}

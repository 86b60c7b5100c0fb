import { useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session.ts';
import { useAction } from '../../app/use-action.ts';
import { api, read, type Schemas } from '../../lib/api.ts';
import { formatDistance, formatInstant } from '../../lib/format.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Panel } from '../../ui/panel.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { Table, Td, Th } from '../../ui/table.tsx';
import { CreateKeyDialog } from './create-key-dialog.tsx';
import { keysQuery } from './people-queries.ts';

type Key = Schemas['ApiKey'];

export function KeysPanel() {
  const { t } = useTranslation();
  const canChange = useMay('users:write');
  const query = useQuery(keysQuery);
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<Key>();
  const revoke = useAction((key: Key) => read(api.DELETE('/api/user/api-keys/{keyId}', { params: { path: { keyId: key.id } } })), {
    stale: [['people', 'keys']],
    said: t('people.keys.revoked'),
  });
  const open = canChange && (
    <Button size="small" look="primary" onClick={() => setCreating(true)}>
      <Plus className="size-4" aria-hidden /> {t('people.keys.open')}
    </Button>
  );
  return (
    <Panel title={t('people.keys.title')} actions={open} isFlush>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={KeyRound} title={t('people.keys.empty')} help={t('people.keys.help')} />
          ) : (
            <Table label={t('people.keys.title')}>
              <thead>
                <tr>
                  {(['name', 'scopes', 'used', 'expires'] as const).map((column) => (
                    <Th key={column}>{t(`people.keys.columns.${column}`)}</Th>
                  ))}
                  <Th>
                    <span className="sr-only">{t('people.keys.columns.act')}</span>
                  </Th>
                </tr>
              </thead>
              <tbody>
                {items.map((key) => (
                  <KeyRow key={key.id} apiKey={key} onRevoke={canChange ? () => setRevoking(key) : undefined} />
                ))}
              </tbody>
            </Table>
          )
        }
      </QueryState>
      {isCreating && <CreateKeyDialog onClose={() => setCreating(false)} />}
      {revoking && (
        <ConfirmDialog
          title={t('people.keys.revokeTitle', { name: revoking.name })}
          help={t('people.keys.revokeHelp')}
          submit={t('people.keys.revoke')}
          isBusy={revoke.isPending}
          onConfirm={() => revoke.mutate(revoking, { onSettled: () => setRevoking(undefined) })}
          onClose={() => setRevoking(undefined)}
        />
      )}
    </Panel>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: Key; onRevoke: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { name, hint, scopes, lastUsedAt, expiresAt, revokedAt } = apiKey;
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= Date.now();
  return (
    <tr>
      <Td className={revokedAt ? 'text-soft' : ''}>
        <span className="font-medium">{name}</span>
        <code className="block font-mono text-sm text-soft">{hint}</code>
      </Td>
      <Td className="min-w-64 text-sm">{scopes.map((scope) => t(`people.keys.scope.${scope}`, { nsSeparator: false })).join(' · ')}</Td>
      <Td className="whitespace-nowrap">{lastUsedAt ? formatDistance(lastUsedAt) : t('people.keys.unused')}</Td>
      <Td className="whitespace-nowrap">
        {revokedAt ? (
          <Badge>{t('people.keys.revokedState')}</Badge>
        ) : isExpired ? (
          <Badge tone="warn">{t('people.keys.expired')}</Badge>
        ) : expiresAt ? (
          formatInstant(expiresAt)
        ) : (
          t('people.keys.noEnd')
        )}
      </Td>
      <Td className="text-right">
        {!revokedAt && onRevoke && (
          <Button size="small" look="danger" onClick={onRevoke} aria-label={`${t('people.keys.revoke')} ${name}`}>
            {t('people.keys.revoke')}
          </Button>
        )}
      </Td>
    </tr>
  );
}

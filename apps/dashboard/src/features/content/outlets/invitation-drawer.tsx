import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../../app/use-action.ts';
import { api, read } from '../../../lib/api.ts';
import { formatInstant } from '../../../lib/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Drawer } from '../../../ui/drawer.tsx';
import { FormProblem } from '../../../ui/form-problem.tsx';
import { QueryState, Skeleton } from '../../../ui/query-state.tsx';
import { SecretLine } from '../../../ui/secret-line.tsx';
import { LinkMessage } from './link-message.tsx';
import { LinkTermsFields, usualTerms } from './link-terms.tsx';
import { type Outlet, type OutletInvitation, outletInvitationsQuery } from './outlet-queries.ts';

const QrPicture = lazy(async () => ({ default: (await import('./qr-picture.tsx')).QrPicture }));

/** A link with which whoever is in charge connects the account; shown once, with a text and a picture to hand it on. */
export function InvitationDrawer({ outlet, onClose }: { outlet: Outlet; onClose: () => void }) {
  const { t } = useTranslation();
  const [terms, setTerms] = useState(usualTerms);
  const make = useAction(
    () => read(api.POST('/api/outlets/{outletId}/invitations', { params: { path: { outletId: outlet.id } }, body: terms })),
    { stale: [['outlets']], isProblemShown: true },
  );
  const made = make.data;
  return (
    <Drawer isOpen onClose={onClose} title={t('outletLinks.invite.title', { outlet: outlet.name })} hint={t('outletLinks.invite.hint')}>
      {made ? (
        <section className="flex flex-col gap-4" aria-live="polite">
          <p className="rounded-lg bg-good-wash px-3 py-2 font-medium text-good">{t('outletLinks.invite.made')}</p>
          <SecretLine label={t('outletLinks.invite.link')} text={made.link} />
          <p className="text-sm text-soft">{t('outletLinks.invite.until', { when: formatInstant(made.expiresAt) })}</p>
          <LinkMessage message={made.message} />
          <figure className="flex flex-col items-start gap-1.5">
            <Suspense fallback={<Skeleton label={t('shell.loading')} rows={3} />}>
              <QrPicture text={made.link} label={t('outletLinks.invite.qr')} />
            </Suspense>
            <figcaption className="text-sm text-soft">{t('outletLinks.invite.qr')}</figcaption>
          </figure>
          <div>
            <Button onClick={() => make.reset()}>{t('outletLinks.invite.again')}</Button>
          </div>
        </section>
      ) : (
        <section className="flex flex-col gap-4">
          <LinkTermsFields terms={terms} onChange={setTerms} />
          <FormProblem error={make.error} shown={[]} />
          <div>
            <Button look="primary" isBusy={make.isPending} onClick={() => make.mutate()}>
              {t('outletLinks.invite.submit')}
            </Button>
          </div>
        </section>
      )}
      <OlderLinks outletId={outlet.id} />
    </Drawer>
  );
}

function OlderLinks({ outletId }: { outletId: string }) {
  const { t } = useTranslation();
  const query = useQuery(outletInvitationsQuery(outletId));
  const revoke = useAction(
    (invitationId: string) =>
      read(api.DELETE('/api/outlets/{outletId}/invitations/{invitationId}', { params: { path: { outletId, invitationId } } })),
    { stale: [['outlets']], said: t('outletLinks.invite.revoked') },
  );
  return (
    <section className="flex flex-col gap-2 border-t border-line pt-4">
      <h3 className="font-semibold">{t('outletLinks.invite.older')}</h3>
      <QueryState query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-soft">{t('outletLinks.invite.noneOlder')}</p>
          ) : (
            <ul className="flex flex-col divide-y divide-line/70">
              {items.map((link) => (
                <li key={link.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
                  <span>
                    <span className={link.state === 'open' ? 'font-medium' : 'text-soft'}>
                      {t(`outletLinks.invite.state.${link.state}`, { when: formatInstant(whenOf(link)) })}
                    </span>
                    <span className="block text-sm text-soft">
                      {t('outletLinks.invite.madeAt', { when: formatInstant(link.createdAt) })}
                    </span>
                  </span>
                  {link.state === 'open' && (
                    <Button size="small" onClick={() => revoke.mutate(link.id)} isBusy={revoke.isPending}>
                      {t('outletLinks.invite.revoke')}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryState>
    </section>
  );
}

const whenOf = ({ state, usedAt, revokedAt, expiresAt }: OutletInvitation): string =>
  (state === 'used' ? usedAt : state === 'revoked' ? revokedAt : null) ?? expiresAt;

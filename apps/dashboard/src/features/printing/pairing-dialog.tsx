import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../app/use-action.ts';
import { ApiProblem, api, read, type Schemas } from '../../lib/api.ts';
import { formatInstant } from '../../lib/format.ts';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { TextField } from '../../ui/field.tsx';
import { FormProblem } from '../../ui/form-problem.tsx';
import { QueryState } from '../../ui/query-state.tsx';
import { SecretLine } from '../../ui/secret-line.tsx';
import { agentsQuery } from './print-queries.ts';

const lookEveryMs = 2_000;

/** Connects an agent either way round: with a code from here, or with the code that the agent shows. */
export function PairingDialog({ onAddPrinter, onClose }: { onAddPrinter: (agentId: string) => void; onClose: () => void }) {
  const { t } = useTranslation();
  const [openedAt] = useState(() => Date.now());
  const [approved, setApproved] = useState<Schemas['Agent']>();
  const agents = useQuery({ ...agentsQuery, refetchInterval: lookEveryMs });
  const [known, setKnown] = useState<ReadonlySet<string>>();
  if (!known && agents.data && agents.dataUpdatedAt >= openedAt) setKnown(new Set(agents.data.items.map(({ id }) => id)));
  const arrived = approved ?? agents.data?.items.find(({ id }) => known && !known.has(id));
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('agents.pair.title')}
      hint={t('agents.pair.hint')}
      footer={
        arrived ? (
          <>
            <Button onClick={onClose}>{t('shell.close')}</Button>
            <Button look="primary" onClick={() => onAddPrinter(arrived.id)}>
              {t('agents.pair.addPrinter')}
            </Button>
          </>
        ) : (
          <Button onClick={onClose}>{t('shell.cancel')}</Button>
        )
      }
    >
      {arrived ? (
        <div role="status" className="flex items-center gap-3 rounded-xl bg-good-wash px-4 py-4">
          <CircleCheck className="size-8 shrink-0 text-good" aria-hidden />
          <div>
            <p className="text-base font-semibold">{t('agents.pair.done', { agent: arrived.name })}</p>
            <p>{t('agents.pair.doneHelp')}</p>
          </div>
        </div>
      ) : (
        <div className="flex flex-col gap-6 pb-2">
          <CodeFromHere />
          <CodeFromAgent onPaired={setApproved} />
        </div>
      )}
    </Dialog>
  );
}

function CodeFromHere() {
  const { t } = useTranslation();
  const now = useNow(5_000);
  const query = useQuery({
    queryKey: ['pairing-code'],
    queryFn: () => read(api.POST('/api/agents/pairing-codes')),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    retry: false,
  });
  return (
    <section className="flex flex-col gap-3">
      <h3 className="text-base font-semibold">{t('agents.pair.here')}</h3>
      <QueryState query={query}>
        {({ code, command, expiresAt }) =>
          Date.parse(expiresAt) <= now ? (
            <div className="flex items-center justify-between gap-3">
              <p className="font-medium text-warn">{t('agents.pair.expired')}</p>
              <Button onClick={() => void query.refetch()}>{t('agents.pair.newCode')}</Button>
            </div>
          ) : (
            <>
              <p
                role="img"
                aria-label={`${t('agents.pair.code')}: ${[...code].join(' ')}`}
                className="rounded-xl bg-page py-3 text-center font-mono text-3xl font-semibold tracking-[0.2em] select-all"
              >
                {code}
              </p>
              <p>{t('agents.pair.hereHelp')}</p>
              <SecretLine label={t('agents.pair.command')} text={command} />
              <p className="text-sm text-soft">{t('agents.pair.validUntil', { when: formatInstant(expiresAt) })}</p>
              <p role="status" className="flex items-center gap-2 font-medium text-accent">
                <span className="size-2 animate-pulse rounded-full bg-current" aria-hidden /> {t('agents.pair.waiting')}
              </p>
            </>
          )
        }
      </QueryState>
    </section>
  );
}

function CodeFromAgent({ onPaired }: { onPaired: (agent: Schemas['Agent']) => void }) {
  const { t } = useTranslation();
  const pair = useAction((body: { code: string; name?: string }) => read(api.POST('/api/agents/pair', { body })), {
    stale: [['agents']],
    isProblemShown: true,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const name = String(form.get('name')).trim();
    pair.mutate({ code: String(form.get('code')).trim(), ...(name ? { name } : {}) }, { onSuccess: onPaired });
  };
  const fields = pair.error instanceof ApiProblem ? pair.error.fields : {};
  return (
    <section className="flex flex-col gap-3 border-t border-line pt-5">
      <div>
        <h3 className="text-base font-semibold">{t('agents.pair.there')}</h3>
        <p className="text-soft">{t('agents.pair.thereHelp')}</p>
      </div>
      <form onSubmit={submit} className="flex flex-col gap-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <TextField
            label={t('agents.pair.code')}
            name="code"
            required
            minLength={4}
            maxLength={20}
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            className="font-mono tracking-widest uppercase"
            problem={fields.code}
          />
          <TextField
            label={t('agents.pair.name')}
            name="name"
            maxLength={100}
            placeholder={t('agents.pair.nameHelp')}
            problem={fields.name}
          />
        </div>
        <FormProblem error={pair.error} shown={['code', 'name']} />
        <Button type="submit" className="self-start" isBusy={pair.isPending}>
          {t('agents.pair.submit')}
        </Button>
      </form>
    </section>
  );
}

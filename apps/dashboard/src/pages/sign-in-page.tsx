import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../app/session.ts';
import { ApiProblem, api, read } from '../lib/api.ts';
import { currentLanguage, languages, setLanguage } from '../lib/words.ts';
import { Button } from '../ui/button.tsx';
import { TextField } from '../ui/field.tsx';

/** Signs in; on a fresh install, or with an invitation, registers. */
export function SignInPage() {
  const { t } = useTranslation();
  const { next = '/', invitation } = useSearch({ from: '/sign-in' });
  const setup = useQuery({ queryKey: ['setup'], queryFn: () => read(api.GET('/api/setup')) });
  const isNew = invitation !== undefined || setup.data?.hasUsers === false;
  const other = currentLanguage() === 'en' ? 'id' : 'en';
  return (
    <div className="grid min-h-dvh place-items-center p-4">
      <main className="w-full max-w-sm">
        <div className="mb-6 flex items-center gap-3">
          <img src="/icon.svg" alt="" className="size-10" />
          <h1 className="text-2xl font-semibold tracking-tight">Shopfleet</h1>
        </div>
        <div className="rounded-2xl border border-line bg-panel p-6">
          <h2 className="text-lg font-semibold">
            {t(isNew ? (invitation ? 'people.signIn.join' : 'people.signIn.first') : 'people.signIn.title')}
          </h2>
          <p className="mb-4 text-soft">
            {t(isNew ? (invitation ? 'people.signIn.joinHelp' : 'people.signIn.firstHelp') : 'people.signIn.help')}
          </p>
          <SignInForm isNew={isNew} invitation={invitation} next={next} />
        </div>
        <button type="button" onClick={() => setLanguage(other)} lang={other} className="mt-4 text-soft underline">
          {languages[other]}
        </button>
      </main>
    </div>
  );
}

function SignInForm({ isNew, invitation, next }: { isNew: boolean; invitation: string | undefined; next: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [problem, setProblem] = useState<ApiProblem>();
  const [isBusy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '');
    const credentials = { email: text('email'), password: text('password') };
    setBusy(true);
    setProblem(undefined);
    try {
      if (isNew) {
        const joining = invitation ? { invitation } : { organisation: text('organisation') };
        await read(api.POST('/api/user/register', { body: { name: text('name'), ...credentials, ...joining } }));
      } else {
        await read(api.POST('/api/user/login', { body: credentials }));
      }
      await queries.fetchQuery({ ...meQuery, staleTime: 0 });
      await navigate({ href: next });
    } catch (error) {
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(0, { detail: t('people.signIn.noAnswer') }));
    } finally {
      setBusy(false);
    }
  };

  const fields = problem?.fields ?? {};
  return (
    <form onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      {isNew && (
        <TextField label={t('people.signIn.name')} name="name" autoComplete="name" required maxLength={100} problem={fields.name} />
      )}
      {isNew && !invitation && (
        <TextField
          label={t('people.signIn.organisation')}
          name="organisation"
          autoComplete="organization"
          required
          maxLength={200}
          problem={fields.organisation}
        />
      )}
      <TextField label={t('people.signIn.email')} name="email" type="email" autoComplete="username" required problem={fields.email} />
      <TextField
        label={t('people.signIn.password')}
        name="password"
        type="password"
        autoComplete={isNew ? 'new-password' : 'current-password'}
        required
        minLength={isNew ? 10 : undefined}
        help={isNew ? t('people.signIn.passwordHelp') : undefined}
        problem={fields.password}
      />
      {problem && Object.keys(fields).length === 0 && (
        <p role="alert" className="rounded-lg bg-bad-wash px-3 py-2 font-medium text-bad">
          {problem.message}
        </p>
      )}
      <Button type="submit" look="primary" size="large" isBusy={isBusy}>
        {t(isNew ? 'people.signIn.register' : 'people.signIn.submit')}
      </Button>
    </form>
  );
}

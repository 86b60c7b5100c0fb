import { ApiProblem } from '../lib/api.ts';

/** What a form's call said, unless it was all about fields that show it themselves (`shown`). */
export function FormProblem({ error, shown }: { error: Error | null; shown: readonly string[] }) {
  if (!error) return null;
  const others = error instanceof ApiProblem ? Object.entries(error.fields) : [];
  const rest = others.filter(([path]) => !shown.includes(path));
  if (others.length > 0 && rest.length === 0) return null;
  return (
    <div role="alert" className="rounded-lg bg-bad-wash px-3 py-2 font-medium text-bad">
      <p>{error.message}</p>
      {rest.map(([path, message]) => (
        <p key={path} className="text-sm">
          {path}: {message}
        </p>
      ))}
    </div>
  );
}

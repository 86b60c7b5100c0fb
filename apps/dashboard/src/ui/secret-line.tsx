import { CopyButton } from './copy-button.tsx';

/** A text to take away: it can be selected, and copied with one press. */
export function SecretLine({ label, text }: { label: string; text: string }) {
  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">{label}</p>
      <div className="flex items-center gap-2 rounded-lg border border-line bg-page p-2">
        <code className="min-w-0 flex-1 font-mono text-sm break-all select-all">{text}</code>
        <CopyButton text={text} />
      </div>
    </div>
  );
}

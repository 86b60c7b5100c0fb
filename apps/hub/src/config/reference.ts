import { envVariables } from '../env.ts';

interface Described {
  readonly name: string;
  readonly section: string;
  readonly text: string;
  readonly unset: string;
  readonly hint: string;
  readonly isSecret?: true;
  readonly isGenerated?: true;
}

function bySection(): Map<string, Described[]> {
  const all = Object.entries(envVariables).map(([name, about]): Described => ({ name, ...about }));
  return Map.groupBy(all, ({ section }) => section);
}

/** `.env.example`: every variable, commented out, with what it means. */
export function envExample(): string {
  const lines = ['# Every variable that the hub reads. Made from apps/hub/src/env.ts by scripts/generate-reference.ts.'];
  for (const [section, variables] of bySection()) {
    lines.push('', `# ${section}`);
    for (const { name, text, unset, hint } of variables) lines.push('', `# ${text} Not set: ${unset}. To set it: ${hint}.`, `#${name}=`);
  }
  return `${lines.join('\n')}\n`;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');

/** The reference page: the same list as tables. */
export function configurationPage(): string {
  const lines = [
    '# Configuration',
    '',
    'The hub reads these environment variables once, when it starts. If some are wrong it prints one line for each and ends with',
    'exit code 78. This page is made from `apps/hub/src/env.ts` by `node scripts/generate-reference.ts`.',
  ];
  for (const [section, variables] of bySection()) {
    lines.push(
      '',
      `## ${section}`,
      '',
      '| variable | what it means | when it is not set | how to make a good value |',
      '|---|---|---|---|',
    );
    for (const { name, text, unset, hint, isSecret, isGenerated } of variables) {
      const marks = [isSecret && 'secret', isGenerated && 'required in production'].filter(Boolean).join(', ');
      lines.push(`| \`${name}\`${marks ? ` (${marks})` : ''} | ${cell(text)} | ${cell(unset)} | ${cell(hint)} |`);
    }
  }
  return `${lines.join('\n')}\n`;
}

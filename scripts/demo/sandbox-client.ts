/** A call of a sandbox's control API: it looks, or with an input it changes something. */
export async function askSandbox<T>(sandboxUrl: string, call: string, input?: unknown): Promise<T> {
  const init = input === undefined ? {} : { method: 'POST', body: JSON.stringify(input), headers: { 'content-type': 'application/json' } };
  const response = await fetch(`${sandboxUrl}/_control/${call}`, init);
  const answer: { ok: boolean; result: T; error?: string } = await response.json();
  if (!answer.ok) throw new Error(`The sandbox refused ${call}: ${answer.error}`);
  return answer.result;
}

/** What a person in charge does on their phone: opens the link, allows at the platform, comes back. */
export async function connectAccount(link: string, username: string): Promise<void> {
  const begun = await fetch(`${link}&begin=1`, { redirect: 'manual' });
  const cookie = begun.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const consent = await fetch(locationOf(begun), {
    method: 'POST',
    body: new URLSearchParams({ decision: 'allow', account: username }),
    redirect: 'manual',
  });
  const back = await fetch(locationOf(consent), { headers: { cookie } });
  if (!back.ok) throw new Error(`the way back answered ${back.status}: ${await back.text()}`);
}

function locationOf(answer: Response): string {
  const address = answer.headers.get('location');
  if (!address) throw new Error(`${answer.url} answered ${answer.status} and leads nowhere`);
  return address;
}

/** The one page of the agent's own screen. Plain HTML; it asks `/state.json` every second. */
export const localPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Shopfleet print agent</title>
<style>
:root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif; --line: color-mix(in srgb, currentColor 18%, transparent); }
body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem; }
h1 { font-size: 1.3rem; margin: 0 0 .25rem; } h2 { font-size: 1rem; margin: 1.75rem 0 .5rem; }
table { width: 100%; border-collapse: collapse; } td, th { text-align: left; padding: .4rem .5rem; border-bottom: 1px solid var(--line); vertical-align: top; }
th { font-weight: 500; opacity: .7; } .quiet { opacity: .7; } .bad { color: #c02626; font-weight: 600; } .good { color: #17803d; font-weight: 600; }
@media (prefers-color-scheme: dark) { .bad { color: #ff8a80; } .good { color: #7bd88f; } }
</style>
</head>
<body>
<h1>Print agent <span id="name"></span></h1>
<p id="connection" role="status"></p>
<h2>Printers</h2><table><thead><tr><th>Name</th><th>State</th><th>What it says</th></tr></thead><tbody id="printers"></tbody></table>
<h2>Waiting and printing</h2><table><thead><tr><th>Label</th><th>Printer</th><th>State</th><th>Detail</th></tr></thead><tbody id="open"></tbody></table>
<h2>Done</h2><table><thead><tr><th>Label</th><th>Printer</th><th>State</th><th>Detail</th></tr></thead><tbody id="last"></tbody></table>
<script>
const cell = (text, look) => { const td = document.createElement('td'); td.textContent = text; if (look) td.className = look; return td; };
const fill = (id, rows, none) => {
  const body = document.getElementById(id);
  const lines = rows.length ? rows : [[cell(none, 'quiet')]];
  body.replaceChildren(...lines.map((cells) => { const tr = document.createElement('tr'); tr.append(...cells); return tr; }));
};
const looks = { confirmed: 'good', unknown: 'bad', failed: 'bad', connected: 'good', unreachable: 'bad', stopped: 'bad' };
const job = (names) => (one) => [cell(one.title), cell(names[one.printerId] || one.printerId), cell(one.state || one.stage, looks[one.state]), cell(one.detail, 'quiet')];
async function show() {
  const line = document.getElementById('connection');
  try {
    const state = await (await fetch('/state.json')).json();
    const names = Object.fromEntries(state.printers.map((one) => [one.printerId, one.name]));
    document.getElementById('name').textContent = state.agentName;
    line.textContent = state.connection + ' · ' + state.hubUrl + (state.trouble ? ' · ' + state.trouble : '') + (state.unacknowledged ? ' · ' + state.unacknowledged + ' results wait for the hub' : '');
    line.className = looks[state.connection] || '';
    fill('printers', state.printers.map((one) => [cell(one.name), cell(one.report ? one.report.state : '…', one.report && looks[one.report.state]), cell(one.waitingFor || (one.report ? one.report.message || one.report.reasons.join(', ') : ''), 'quiet')]), 'No printers yet. Add them in the hub.');
    fill('open', state.openJobs.map(job(names)), 'Nothing waits.');
    fill('last', state.lastJobs.map(job(names)), 'Nothing printed yet.');
  } catch { line.textContent = 'The agent does not run.'; line.className = 'bad'; }
}
show(); setInterval(show, 1000);
</script>
</body>
</html>
`;

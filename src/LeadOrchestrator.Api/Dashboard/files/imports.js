// Files of leads: drop one, watch it go through, see what was rejected.
import { get, may, query, segment, send } from './api.js';
import { ago, badge, card, h, meter, number, replace, row, table } from './dom.js';

const WATCH = 1000;

export const imports = { title: 'Imports', render };

async function render(page) {
  if (page.argument) return detail(page);
  if (!page.state.list) {
    page.state.list = h('div', {});
    replace(page.main, h('h1', {}, 'Imports'), dropZone(page), page.state.list);
  }
  const { imports: list } = await get('imports?top=25', page.signal);
  page.rendered = true;
  const columns = [{ title: 'File' }, { title: 'State' }, { title: 'Progress' }, { title: 'Rows', css: 'number' }, { title: 'New leads', css: 'number' }, { title: 'Known already', css: 'number' }, { title: 'Rejected', css: 'number' }, { title: 'Age', css: 'number' }];
  replace(page.state.list, card('Imported files', table('Imports', columns, list.map(item => row(columns, [
    h('a', { href: `#/imports/${encodeURIComponent(item.id)}`, 'data-key': item.id }, item.fileName ?? item.id), badge(item.status),
    h('span', { class: 'metered' }, meter(item.percentage, `${item.fileName ?? item.id}: ${item.percentage}%`), `${item.percentage}%`),
    number(item.progress.rows), number(item.progress.started), number(item.progress.existing), number(item.progress.rejected), ago(item.submittedAt)])), 'No file has been imported yet. Drop one above: it is read line by line, and lines with a mistake are listed here to be mended.')));
  watch(page, list.some(item => item.status === 'Pending' || item.status === 'Running'));
}

/** Imports have no events of their own: while one is under way, it is asked for. */
function watch(page, running) {
  clearTimeout(page.state.timer);
  if (!running || page.signal.aborted) return;
  page.state.timer = setTimeout(() => { if (!page.signal.aborted) page.refresh(); }, WATCH);
}

async function detail(page) {
  const item = await get(`imports/${segment(page.argument)}?top=100`, page.signal);
  page.rendered = true;
  const columns = [{ title: 'Line' }, { title: 'State' }, { title: 'Field' }, { title: 'What was wrong', css: 'full' }, { title: 'The row', css: 'full' }];
  replace(page.main, h('p', { class: 'crumbs' }, h('a', { href: '#/imports' }, 'Imports'), ' / ', item.id),
    h('h1', {}, item.fileName ?? item.id, ' ', badge(item.status)), item.error && h('p', { class: 'bad', role: 'alert' }, item.error),
    card('Progress', h('p', { class: 'metered' }, meter(item.percentage, 'Progress'), `${item.percentage}%`),
      h('p', {}, `${number(item.progress.rows)} rows read: ${number(item.progress.started)} new leads, ${number(item.progress.existing)} known already, ${number(item.progress.rejected)} rejected, ${number(item.progress.repaired)} repaired.`)),
    card('Rejected and repaired rows', table('Rows', columns, item.rows.map(line => row(columns, [String(line.line), badge(line.status, line.status === 'rejected' ? 'failed' : 'parked'), line.path ?? '', line.reason, h('code', {}, line.raw)])), 'Every row was taken as it is.'),
      item.continuationToken && h('p', { class: 'muted' }, 'The first 100 are shown; the file has them all.'),
      item.progress.rejected > 0 && h('p', { class: 'actions' }, h('button', { type: 'button', 'data-key': 'save', onclick: () => save(item.id) }, 'Save the rejected rows as a file'))));
  watch(page, item.status === 'Pending' || item.status === 'Running');
}

async function save(id) {
  const address = URL.createObjectURL(await (await send(`imports/${segment(id)}/rejected.csv`)).blob());
  h('a', { href: address, download: `${id}.rejected.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

/** Takes files by drop, by click and by keyboard. */
export function dropZone(page) {
  const told = h('p', { role: 'status', class: 'muted' }, 'A spreadsheet saved as CSV, or NDJSON: one lead a line. The first line of a CSV names the columns, for example email, company, country.');
  const input = h('input', { type: 'file', id: 'file', multiple: true, accept: '.csv,.ndjson,.jsonl,text/csv', onchange: () => { take(input.files); input.value = ''; } });
  const zone = h('section', { class: 'card drop', 'aria-label': 'Import a file' }, h('h2', {}, 'Drop a file of leads here'), h('p', {}, h('label', { for: 'file' }, 'Choose a file', input)), told);
  zone.addEventListener('dragover', event => { event.preventDefault(); zone.classList.add('is-over'); });
  zone.addEventListener('dragleave', () => zone.classList.remove('is-over'));
  zone.addEventListener('drop', event => { event.preventDefault(); zone.classList.remove('is-over'); take(event.dataTransfer.files); });
  may('submit').then(maySubmit => {
    if (!maySubmit) zone.replaceChildren(h('h2', {}, 'Import a file'), h('p', {}, 'That needs a key with the scope “submit”.'));
  });
  return zone;

  async function take(files) {
    for (const file of files) {
      told.textContent = `Sending ${file.name}…`;
      told.className = 'muted';
      try {
        const type = /\.(ndjson|jsonl)$/i.test(file.name) ? 'application/x-ndjson' : 'text/csv';
        const answer = await (await send('imports' + query({ fileName: file.name }), { method: 'POST', headers: { 'Content-Type': type }, body: file })).json();
        told.replaceChildren(answer.created ? `${file.name} is being imported. ` : `${file.name} was imported before. `, h('a', { href: `#/imports/${encodeURIComponent(answer.id)}` }, 'See how it goes'));
      } catch (error) {
        told.textContent = `${file.name}: ${error.message}`;
        told.className = 'bad';
      }
    }
    page.refresh();
  }
}

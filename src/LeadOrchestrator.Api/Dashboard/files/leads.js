// The list of leads: filtered, searched and paged on the server.
import { get, query } from './api.js';
import { ago, badge, h, replace, row, table } from './dom.js';
import { action } from './explain.js';

const TOP = 25;
const statuses = ['Pending', 'Running', 'Parked', 'Completed', 'Failed', 'Suspended', 'Terminated'];
const grades = ['A', 'B', 'C', 'D'];
const columns = [
  { title: 'Lead' }, { title: 'Status' }, { title: 'Grade' }, { title: 'Next' }, { title: 'Owner' }, { title: 'Age', css: 'number' },
];

export const leads = { title: 'Leads', render };

export function leadRows(list, empty) {
  return table('Leads, newest first', columns, list.map(lead => row(columns, [
    [h('a', { href: `#/lead/${encodeURIComponent(lead.id)}`, 'data-key': lead.id }, lead.name ?? lead.company ?? lead.contact ?? 'A lead without a name'),
      h('small', {}, lead.error ?? (lead.name && lead.company ? lead.company : lead.name || lead.company ? lead.contact : lead.source))],
    badge(lead.status === 'Parked' && lead.parked ? `Parked (${lead.parked})` : lead.status, lead.status.toLowerCase()),
    lead.grade ? h('span', {}, h('strong', {}, lead.grade), h('small', {}, ` ${lead.score}`)) : '–',
    lead.action ? action(lead.action) : '–',
    lead.owner ?? (lead.assigned === 'queued' ? badge('waits for a rep', 'parked') : lead.assigned === 'notNeeded' ? 'nobody needed' : '–'),
    ago(lead.submittedAt),
  ])), empty);
}

async function render(page) {
  if (!page.state.built) build(page);
  await Promise.all([fill(page), owners(page)]);
}

/** The filters are built once, so that what somebody types is never replaced under their hands. */
function build(page) {
  const { filters } = page;
  const choice = (id, label, all, options) => h('label', { for: id }, label, h('select', { id, onchange: () => change(page) },
    h('option', { value: '' }, all), options.map(([value, text]) => h('option', { value, selected: filters[id] === value }, text))));
  let typing;
  const search = h('input', { id: 'search', type: 'search', value: filters.search ?? '', maxlength: 200, autocomplete: 'off', placeholder: 'Name, company, email, id',
    oninput: () => { clearTimeout(typing); typing = setTimeout(() => change(page), 250); } });
  const list = h('div', { id: 'list' }), pager = h('p', { class: 'actions' }), note = h('p', { class: 'muted', role: 'status' });
  page.state = { built: true, tokens: [null], list, pager, note };
  replace(page.main, h('h1', {}, 'Leads'),
    h('form', { class: 'filters', role: 'search', 'aria-label': 'Filter leads', onsubmit: event => { event.preventDefault(); change(page); } },
      h('label', { for: 'search' }, 'Search', search),
      choice('status', 'Status', 'Any', statuses.map(status => [status, status])),
      choice('grade', 'Grade', 'Any', grades.map(grade => [grade, `${grade} fit`])),
      choice('owner', 'Owner', 'Anybody', filters.owner ? [[filters.owner, filters.owner]] : [])),
    note, list, pager);
  page.rendered = true;
}

/** Who can be chosen; the list of leads does not wait for it. */
async function owners(page) {
  if (page.state.owners) return;
  const { reps } = await get('reports/assignments', page.signal);
  page.state.owners = true;
  const select = document.getElementById('owner');
  const known = new Map([...(select.value ? [[select.value, select.value]] : []), ...reps.map(rep => [rep.repId, rep.name])]);
  const chosen = select.value;
  select.replaceChildren(select.options[0], ...[...known].map(([value, text]) => h('option', { value, selected: value === chosen }, text)));
}

function change(page) {
  for (const name of ['search', 'status', 'grade', 'owner']) page.filters[name] = document.getElementById(name).value.trim();
  history.replaceState(null, '', `#/leads${query(page.filters)}`);
  page.state.tokens = [null];
  page.refresh();
}

const filtered = filters => Object.values(filters).some(Boolean);

const nothing = () => h('p', { class: 'empty' }, 'No leads yet. ', h('a', { href: '#/submit' }, 'Add one'), ', or ', h('a', { href: '#/imports' }, 'import a file'), '.');

/** A rare match may be deep in a long list: the server looks through a part at a time, and says where to go on. */
async function fill(page) {
  const { state, filters } = page;
  const asked = JSON.stringify(filters);
  const found = [];
  let token = state.tokens.at(-1), parts = 0;
  do {
    const answer = await get('leads' + query({ view: 'summary', top: TOP - found.length, ...filters, continuationToken: token }), page.signal);
    if (asked !== JSON.stringify(filters)) return; // asked anew meanwhile
    found.push(...answer.leads);
    token = answer.continuationToken;
    parts++;
    if (token && found.length < TOP) {
      state.note.textContent = `Searching older leads… ${found.length} found so far`;
      if (answer.leads.length) replace(state.list, leadRows(found, ''));
    }
  } while (token && found.length < TOP && parts < 40);
  state.note.textContent = found.length === 0 ? '' : `Page ${state.tokens.length}, ${found.length === 1 ? 'one lead' : `${found.length} leads`}, newest first. The list updates by itself.`;
  replace(state.list, found.length || filtered(filters) ? leadRows(found, token ? 'None among the leads looked through so far; “Older” goes on.' : 'No lead matches. Take a filter away, or search for less.') : nothing());
  const button = (text, shown, then) => shown && h('button', { type: 'button', 'data-key': text, onclick: () => { then(); page.refresh(); } }, text);
  replace(state.pager,
    button('Newer', state.tokens.length > 1, () => state.tokens.pop()),
    button('Older', token !== null, () => state.tokens.push(token)));
}

// Routes by the address's hash, keeps what is shown up to date, and asks for the key.
import { forgetKey, listen, onKeyNeeded, query } from './api.js';
import { h, replace } from './dom.js';
import { overview } from './overview.js';
import { leads } from './leads.js';
import { lead } from './lead.js';
import { process } from './process.js';
import { savings } from './savings.js';
import { speed } from './speed.js';
import { team } from './team.js';
import { imports } from './imports.js';
import { submit } from './submit.js';
import { reference } from './reference.js';
import { notices } from './notices.js';

// A page is { title, render(page) }: render is called at first and whenever something has changed, and fills page.main.
const pages = { '': overview, leads, lead, process, savings, speed, team, imports, submit, api: reference };
const main = document.getElementById('main');
const live = document.getElementById('live');
const SLOW_REFRESH = 15_000, POLL = 3_000, RECONNECT = 5_000, PAUSE = 700;
let current = null;

function route() {
  const [path, search] = (location.hash.slice(1) || '/').split('?');
  const [name, ...rest] = path.split('/').filter(Boolean);
  return { name: name ?? '', argument: rest.length ? decodeURIComponent(rest.join('/')) : null, filters: Object.fromEntries(new URLSearchParams(search ?? '')) };
}

function show(first) {
  current?.abort.abort();
  const { name, argument, filters } = route();
  const definition = pages[name] ?? pages[''];
  const abort = new AbortController();
  const page = { main, argument, filters, abort, signal: abort.signal, hash: location.hash, state: {}, definition, refresh: () => refresh(page) };
  current = page;
  main.setAttribute('aria-busy', 'true');
  delete main.dataset.shown;
  document.title = `${definition.title}${argument ? ' ' + argument : ''} · Lead Orchestrator`;
  for (const link of document.querySelectorAll('#nav a')) {
    const target = link.getAttribute('href').slice(2);
    if (target === name || (target === 'leads' && name === 'lead')) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  replace(main, h('p', { class: 'muted' }, 'Loading…'));
  if (!first) { scrollTo(0, 0); main.focus({ preventScroll: true }); }
  refresh(page);
  follow(page);
}

/** Renders anew; while that is under way, further wishes become one. */
async function refresh(page) {
  if (page.busy) { page.again = true; return; }
  page.busy = true;
  do {
    page.again = false;
    try {
      await page.definition.render(page);
      if (page.signal.aborted) break;
      main.setAttribute('aria-busy', 'false');
      main.dataset.shown = page.hash;
    } catch (error) {
      if (!page.signal.aborted) fail(page, error);
    }
    if (page.again) await pause(PAUSE, page.signal);
  } while (page.again && !page.signal.aborted);
  page.busy = false;
}

function fail(page, error) {
  if (page.rendered && error.status === undefined) return; // the host is away for a moment: keep what is shown, the live mark says so
  replace(main, h('section', { class: 'card', role: 'alert' }, h('h1', {}, error.status === 404 ? 'Not found' : 'This did not work'), h('p', {}, error.message),
    error.status === 403 && h('p', { class: 'actions' }, h('button', { type: 'button', onclick: forgetKey }, 'Use another key')),
    h('p', {}, h('a', { href: '#/' }, 'Back to the overview'))));
}

/** A page that nobody looks at asks for nothing, and holds none of the few connections that a browser opens to a host. */
const watched = signal => document.hidden ? AbortSignal.abort() : AbortSignal.any([signal, hidden()]);

function hidden() {
  const abort = new AbortController();
  document.addEventListener('visibilitychange', () => abort.abort(), { once: true });
  return abort.signal;
}

const seen = signal => new Promise(resolve => {
  if (!document.hidden || signal.aborted) { resolve(); return; }
  document.addEventListener('visibilitychange', resolve, { once: true });
  signal.addEventListener('abort', resolve, { once: true });
});

/** Follows the host's events; where there are none, asks from time to time. */
async function follow(page) {
  const slow = setInterval(() => { if (!document.hidden) page.refresh(); }, SLOW_REFRESH);
  page.signal.addEventListener('abort', () => clearInterval(slow));
  while (!page.signal.aborted) {
    if (document.hidden) {
      await seen(page.signal);
      if (page.signal.aborted) return;
      page.refresh();
    }
    let [streamed, again] = [false, false];
    try {
      await listen('stream' + query({ lead: page.definition === lead ? page.argument : null }), name => {
        streamed = true;
        again = name === 'again'; // the stream has had its time; the host is well
        mark('Live', 'on');
        if (name === 'changed') page.refresh();
      }, watched(page.signal));
    } catch {
      if (page.signal.aborted) return;
    }
    if (document.hidden) continue;
    if (again) { page.refresh(); continue; } // what changed between two streams
    mark(streamed ? 'Reconnecting…' : 'Asking every few seconds', streamed ? 'off' : 'poll');
    const until = Date.now() + RECONNECT;
    do {
      await pause(POLL, page.signal);
      if (!page.signal.aborted) page.refresh();
    } while (!page.signal.aborted && Date.now() < until);
  }
}

function mark(text, kind) {
  if (live.textContent !== text) live.textContent = text;
  live.dataset.kind = kind;
}

const pause = (ms, signal) => new Promise(resolve => {
  const timer = setTimeout(resolve, ms);
  signal.addEventListener('abort', () => { clearTimeout(timer); resolve(); }, { once: true });
});

onKeyNeeded(wrong => new Promise(resolve => {
  const dialog = document.getElementById('key'), form = document.getElementById('key-form'), input = document.getElementById('key-input');
  document.getElementById('key-error').textContent = wrong ? 'That was not the key. Try again.' : '';
  input.value = '';
  form.onsubmit = () => { const key = input.value; input.value = ''; resolve(key); };
  dialog.oncancel = event => event.preventDefault(); // without the key there is nothing to see
  if (!dialog.open) dialog.showModal();
  input.focus();
}));

document.getElementById('skip').addEventListener('click', event => { event.preventDefault(); main.focus(); });
addEventListener('hashchange', () => show(false));
show(true);

const tell = () => { if (!document.hidden) notices(document.getElementById('notices')).catch(() => {}); };
setInterval(tell, SLOW_REFRESH);
tell();

// Builds the page. Text only ever becomes text: nothing here parses markup, so nothing a lead holds can.

/** An element: h('p', { class: 'muted' }, 'text', child). Properties that begin with "on" are listeners; null, false and undefined are left out. */
export function h(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else element.setAttribute(key, value === true ? '' : String(value));
  }
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

/** A table that can be scrolled by keyboard where it is too wide. */
export function table(caption, columns, rows, empty) {
  if (rows.length === 0) return h('p', { class: 'muted empty' }, empty);
  return h('div', { class: 'scroll', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', {}, h('caption', { class: 'visually-hidden' }, caption),
      h('thead', {}, h('tr', {}, columns.map(column => h('th', { scope: 'col', class: column.css }, column.title)))),
      h('tbody', {}, rows)));
}

/** One cell a column; the first is the row's heading. On a phone each cell names its column. */
export const row = (columns, cells, properties) => h('tr', properties, cells.map((cell, i) =>
  h(i === 0 ? 'th' : 'td', { scope: i === 0 ? 'row' : null, class: columns[i].css, 'data-title': columns[i].title }, cell)));

export const card = (title, ...content) => h('section', { class: 'card' }, title && h('h2', {}, title), content);

export const tile = (value, label, note, css) =>
  h('div', { class: `tile ${css ?? ''}` }, h('dt', {}, label), h('dd', {}, h('strong', {}, value), note && h('span', {}, note)));

export const tiles = (...all) => h('dl', { class: 'tiles' }, all);

export const badge = (text, kind) => h('span', { class: `badge is-${kind ?? String(text).toLowerCase()}` }, text);

export const meter = (share, label) => h('progress', { max: 100, value: Math.max(0, Math.min(100, share)), 'aria-label': label });

export const json = (title, value) => h('details', {}, h('summary', {}, title),
  h('pre', { tabindex: 0, role: 'region', 'aria-label': title }, h('code', {}, JSON.stringify(value, null, 2))));

/** Shows a drawing; what it shows is told in words as well. */
export function picture(address, description, css) {
  const image = h('img', { src: address, alt: description });
  image.addEventListener('load', () => URL.revokeObjectURL(address), { once: true });
  return h('div', { class: `drawing ${css ?? ''}`, tabindex: 0, role: 'region', 'aria-label': 'Drawing, scrolls sideways' }, image);
}

/** Replaces what is shown without losing the keyboard's place: the focused element is found again by its data-key or id. */
export function replace(parent, ...children) {
  const active = parent.contains(document.activeElement) ? document.activeElement : null;
  const key = active?.dataset?.key, id = active?.id;
  const open = new Set([...parent.querySelectorAll('details[open] > summary')].map(summary => summary.textContent));
  parent.replaceChildren(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  for (const summary of parent.querySelectorAll('details > summary')) if (open.has(summary.textContent)) summary.parentElement.open = true;
  if (key) parent.querySelector(`[data-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
  else if (id) document.getElementById(id)?.focus({ preventScroll: true });
}

export const percent = share => `${(share * 100).toFixed(share > 0.995 ? 1 : 0)}%`;

export const number = value => new Intl.NumberFormat('en').format(value);

/** A time span in milliseconds, as people say it. */
export function span(ms) {
  if (ms === 0) return '0 s';
  if (ms < 10) return 'under 0.01 s';
  if (ms < 1000) return `${(ms / 1000).toFixed(2)} s`;
  if (ms < 60_000) return `${short(ms / 1000)} s`;
  if (ms < 3_600_000) return `${Math.round(ms / 60_000)} min`;
  if (ms < 172_800_000) return `${short(ms / 3_600_000)} h`;
  return `${Math.round(ms / 86_400_000)} days`;
}

const short = value => value.toFixed(1).replace(/\.0$/, '');

const exact = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium' });

/** How long ago, with the exact time behind it. */
export function ago(time) {
  const seconds = Math.max(0, (Date.now() - Date.parse(time)) / 1000);
  const text = seconds < 5 ? 'just now' : seconds < 60 ? `${Math.floor(seconds)} s ago` : seconds < 3600 ? `${Math.floor(seconds / 60)} min ago`
    : seconds < 86_400 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
  return h('time', { datetime: time, title: exact.format(new Date(time)) }, text);
}

export const when = time => h('time', { datetime: time }, exact.format(new Date(time)));

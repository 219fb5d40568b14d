// A form for one lead, and a place to drop many.
import { may, postJson } from './api.js';
import { card, h, replace } from './dom.js';
import { dropZone } from './imports.js';

export const submit = { title: 'Add a lead', render };

const fields = [
  { name: 'email', label: 'Email', type: 'email', autocomplete: 'off' }, { name: 'phone', label: 'Phone', type: 'tel', autocomplete: 'off' },
  { name: 'firstName', label: 'First name', autocomplete: 'off' }, { name: 'lastName', label: 'Last name', autocomplete: 'off' },
  { name: 'company', label: 'Company', autocomplete: 'off' }, { name: 'jobTitle', label: 'Job title', autocomplete: 'off' },
  { name: 'employees', label: 'Employees', type: 'number', min: 0 }, { name: 'country', label: 'Country', autocomplete: 'off' },
  { name: 'source', label: 'Source', value: 'dashboard' },
];

async function render(page) {
  if (page.rendered) return; // what somebody types is never replaced
  const maySubmit = await may('submit');
  page.rendered = true;
  if (!maySubmit) {
    replace(page.main, h('h1', {}, 'Add a lead'), card('Not with this key', h('p', {}, 'Adding leads needs a key with the scope “submit”.')));
    return;
  }
  const error = h('p', { class: 'bad', role: 'alert', id: 'form-error' });
  const form = h('form', { class: 'grid', novalidate: true, 'aria-describedby': 'form-hint', onsubmit: event => { event.preventDefault(); send(form, error); } },
    fields.map(({ name, label, ...more }) => h('label', { for: `lead-${name}` }, label, h('input', { id: `lead-${name}`, name, type: 'text', ...more }))),
    h('label', { for: 'lead-message', class: 'wide' }, 'Message', h('textarea', { id: 'lead-message', name: 'message', rows: 3 })),
    h('fieldset', { class: 'wide' }, h('legend', {}, 'The person allows'),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'consentEmail', checked: true }), 'emails'),
      h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'consentCall', checked: true }), 'calls')),
    h('div', { class: 'wide' }, error, h('button', { type: 'submit', class: 'primary' }, 'Submit the lead')));
  replace(page.main, h('h1', {}, 'Add a lead'),
    card('One lead', h('p', { id: 'form-hint', class: 'muted' }, 'An email or a phone number is needed to know the lead by.'), form), dropZone(page));
}

async function send(form, error) {
  const data = new FormData(form), lead = { consent: { email: data.has('consentEmail'), call: data.has('consentCall') } };
  for (const { name, type } of [...fields, { name: 'message' }]) {
    const value = data.get(name).trim();
    if (value) lead[name] = type === 'number' ? Number(value) : value;
  }
  error.textContent = '';
  for (const input of form.querySelectorAll('[aria-invalid]')) input.removeAttribute('aria-invalid');
  try {
    const { id } = await (await postJson('leads', lead)).json();
    location.hash = `#/lead/${encodeURIComponent(id)}`;
  } catch (problem) {
    const wrong = problem.errors?.length ? problem.errors : [{ path: '', message: problem.message }];
    error.textContent = wrong.map(item => `${item.path.replace(/^\$\.?/, '')} ${item.message}`.trim()).join(' ');
    const first = wrong.map(item => form.elements[item.path?.replace(/^\$\.?/, '')]).find(Boolean);
    first?.setAttribute('aria-invalid', 'true');
    first?.setAttribute('aria-describedby', 'form-error');
    first?.focus();
  }
}

// What everybody should know before trusting what a page shows: sample rules, and what is wrong with the host.
import { get } from './api.js';
import { h, replace } from './dom.js';

const TITLES = {
  rules: 'The changed rules were not taken up',
  storage: 'New leads cannot be stored',
  targets: 'Targets fail',
  jobs: 'A scheduled job failed',
  engine: 'The engine is in trouble',
};

/** Fills the place above every page from the host's health. A host that is away says nothing here; the live mark does. */
export async function notices(place, signal) {
  let health;
  try {
    health = await get('health', signal);
  } catch (error) {
    if (!error.problem?.checks) return;
    health = error.problem; // 503: unhealthy, with the same body
  }
  const found = [...read(health)];
  const text = JSON.stringify(found);
  if (place.dataset.shown === text) return; // said once, not every few seconds
  place.dataset.shown = text;
  replace(place, found.map(({ kind, title, words }) => h('p', { class: `notice is-${kind}` }, h('strong', {}, title), ' ', words)));
}

function* read(health) {
  if (health.checks?.rules?.data?.sample) {
    yield { kind: 'sample', title: 'Sample rules of an invented company are in force.', words: 'Leads go to people who do not exist. Put your own rules into rules.json in the data folder.' };
  }
  const bad = Object.entries(health.checks ?? {}).filter(([, check]) => check.status !== 'Healthy');
  for (const [name, check] of bad) {
    yield { kind: check.status === 'Unhealthy' ? 'unhealthy' : 'degraded', title: `${TITLES[name] ?? `Something is wrong (${name})`}.`, words: check.description ?? '' };
  }
  if (!health.checks && health.status !== 'Healthy') yield { kind: 'degraded', title: `This host is ${health.status.toLowerCase()}.`, words: '' };
}

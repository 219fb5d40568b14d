// One lead: what was decided and why, where its time went, its effects, its history.
import { ApiError, drawing, get, may, postJson, segment } from './api.js';
import { badge, card, h, json, percent, picture, replace, row, span, table, tile, tiles, when } from './dom.js';
import { code, plain, step as stepName, story } from './explain.js';

export const lead = { title: 'Lead', render };

async function render(page) {
  const path = `leads/${segment(page.argument)}`;
  const [view, record] = await Promise.all([get(path, page.signal), get(`${path}/record`, page.signal)]);
  const [timeline, mayMend, names] = await Promise.all([timelineOf(path, page.signal), may('work'), repNames(page.signal)]);
  page.rendered = true;
  const { outcome } = view, person = record.run?.lead ?? {};
  const name = [person.firstName, person.lastName].filter(Boolean).join(' ') || person.company || person.email || person.phone || 'A lead without a name';
  replace(page.main,
    h('p', { class: 'crumbs' }, h('a', { href: '#/leads' }, 'Leads'), ' / ', name),
    h('h1', {}, name, ' ', badge(view.status)),
    h('p', { class: 'muted' }, [person.jobTitle, person.company, person.email, person.phone, person.country].filter(Boolean).join(' · '),
      person.source && ` · from ${person.source} · `, when(view.submittedAt)),
    view.error && h('p', { class: 'bad', role: 'alert' }, view.error),
    outcome?.score || outcome?.assignment ? decision(outcome, view.reassigned, names)
      : card('On its way', h('p', {}, 'The decision is being made. This page updates by itself.')),
    timeline && times(timeline),
    outcome && effects(page, view, mayMend),
    card('History', historyOf(record.history, view.submittedAt)),
    card('Raw data', h('p', { class: 'muted' }, 'Id: ', h('code', {}, view.id)), json('Lead and decision as JSON', view), json('Lead as it was submitted', record.run?.lead ?? null), json('Every recorded event', record.history)));
}

/** The records name reps by their ids; who they are is in the rules. */
async function repNames(signal) {
  const { reps } = await get('reports/assignments', signal).catch(() => ({ reps: [] })); // busy with reports: ids will do
  return new Map(reps.map(rep => [rep.repId, rep.name]));
}

async function timelineOf(path, signal) {
  try {
    const [analysis, gantt] = await Promise.all([get(`${path}/timeline`, signal), drawing(`${path}/timeline.svg`, signal)]);
    return { analysis, gantt };
  } catch (error) {
    if (error instanceof ApiError && error.status === 409) return null; // nothing has happened yet
    throw error;
  }
}

function decision(outcome, reassigned, names) {
  const points = [{ title: 'Why' }, { title: 'For' }, { title: 'Points', css: 'number' }];
  const reps = [{ title: 'Rep' }, { title: 'Team' }, { title: 'Verdict' }, { title: 'Detail' }];
  return card('What was decided, and why',
    h('ol', { class: 'story' }, story(outcome), reassigned && h('li', {}, h('strong', {}, `Now with ${reassigned.repName ?? reassigned.repId}`), ': ', plain(reassigned.reason))),
    outcome.score && h('details', {}, h('summary', {}, `Every point of the score (${outcome.score.contributions.length})`),
      table('Points of the score', points, outcome.score.contributions.map(item => row(points, [item.rule, item.dimension, item.points > 0 ? `+${item.points}` : String(item.points)])), 'No rule gave points.')),
    outcome.assignment && h('details', {}, h('summary', {}, `Every rep who was looked at (${outcome.assignment.candidates.length})`),
      table('Reps who were looked at', reps, outcome.assignment.candidates.map(item => row(reps, [names.get(item.repId) ?? item.repId, item.team, code(item.code), item.detail ?? ''])), 'Nobody had to be looked at.')),
    h('p', { class: 'muted' }, `Rules “${outcome.score?.rules?.label ?? outcome.assignment?.rules?.label ?? '?'}”.`));
}

function times({ analysis, gantt }) {
  const steps = analysis.steps.map(step => `${stepName(step.key)} ${span(step.workingMs)}`).join(', ');
  return card('Where the time went',
    tiles(
      tile(span(analysis.wallMs), 'Took', 'from start to end'),
      tile(span(analysis.sumMs), 'One after another', 'all steps added up'),
      saved(analysis),
      tile(String(analysis.overlap.atOnce), 'At once', 'most steps at one moment', 'is-together')),
    picture(gantt, `Gantt chart of this lead. ${steps}.`),
    analysis.remarks.map(remark => h('p', { class: 'muted' }, remark)));
}

function saved(analysis) {
  if (!analysis.comparable) return tile('–', 'Saved', 'a step was repeated or is parked, so nothing is computed');
  return analysis.savingNow > 0
    ? tile(percent(analysis.savingNow), 'Saved', `${percent(analysis.savingBest)} is possible`, 'is-gain')
    : tile('Nothing', 'Saved', `it waited longer than its steps took; ${percent(analysis.savingBest)} is possible`);
}

function effects(page, view, mayMend) {
  const columns = [{ title: 'Effect' }, { title: 'Target' }, { title: 'State' }, { title: 'Answer', css: 'full' }, { title: 'Mend' }];
  const words = { crm: 'Update the CRM', notify: 'Notify sales', log: 'Log the event' };
  const steps = { crm: 'UpdateCrm', notify: 'NotifySales', log: 'LogEvent' };
  const { outcome } = view, parked = view.status === 'Parked' ? new Set(outcome.parked.map(step => step.step)) : new Set();
  const redrive = (step, text) => mayMend && h('button', { type: 'button', 'data-key': `redrive ${step}`, onclick: event => again(page, view.id, step, event.currentTarget) }, text);
  const others = [...parked].filter(step => !outcome.effects.some(effect => step === `${steps[effect.kind]}:${effect.target}`));
  if (parked.size === 0 || !mayMend) columns.pop();
  return card('Effects',
    parked.size > 0 && h('p', { class: 'muted' }, 'A receiving system did not take what is parked here. Nothing is lost; once it works, try again: only the parked step is repeated.'),
    parked.size > 0 && !mayMend && h('p', {}, 'Trying again needs a key with the scope “work”.'),
    table('Effects', columns, outcome.effects.map(effect => {
      const step = `${steps[effect.kind]}:${effect.target}`;
      return row(columns, [words[effect.kind] ?? effect.kind, effect.target, badge(effect.status), effect.error ?? effect.reference ?? '',
        parked.has(step) ? redrive(step, `Try ${effect.target} again`) : parked.size > 0 ? '–' : null].slice(0, columns.length));
    }), 'None yet.'),
    others.map(step => h('p', {}, `${stepName(step)}: ${outcome.parked.find(item => item.step === step).error} `, redrive(step, `Try ${stepName(step)} again`))),
    parked.size > 1 && h('p', { class: 'actions' }, redrive(null, `Try all ${parked.size} again`)));
}

async function again(page, id, step, button) {
  button.disabled = true;
  try {
    await postJson(`leads/${segment(id)}/events/redrive`, step ? { step } : {});
    say('It is being tried again.');
  } catch (error) {
    say(error.message);
    button.after(h('span', { class: 'bad' }, ' ', error.message));
  }
  page.refresh();
}

const say = text => { document.getElementById('announce').textContent = text; };

function historyOf(events, submittedAt) {
  const columns = [{ title: 'After' }, { title: 'What' }, { title: 'Step' }];
  const since = event => h('time', { datetime: event.Timestamp, title: event.Timestamp }, span(Math.max(0, Date.parse(event.Timestamp) - Date.parse(submittedAt))));
  const words = {
    ExecutionStarted: 'Started', ExecutionCompleted: 'Ended', TaskCompleted: 'Step done', TaskFailed: 'Step failed', TaskScheduled: 'Step under way',
    EventRaised: 'Event', TimerCreated: 'Timer set', TimerFired: 'Timer', ExecutionTerminated: 'Terminated', SubOrchestrationInstanceCreated: 'Run under way',
    SubOrchestrationInstanceCompleted: 'Run done',
  };
  return table('Recorded events', columns, events.map(event => row(columns, [
    since(event), words[event.EventType] ?? stepName(event.EventType), event.Reason ?? stepName(event.FunctionName ?? event.Name ?? '')])), 'Nothing is recorded.');
}

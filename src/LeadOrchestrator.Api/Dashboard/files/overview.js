// What a newcomer should see first: what is in order, what runs at once, and how much that saves.
import { drawing, get } from './api.js';
import { card, h, percent, picture, replace, span, tile, tiles } from './dom.js';
import { leadRows } from './leads.js';

export const overview = { title: 'Overview', render };

async function render(page) {
  const [process, savings, newest] = await Promise.all([
    get('process', page.signal), get('reports/savings?top=500', page.signal), get('leads?view=summary&top=8', page.signal)]);
  const flow = await drawing('process.svg?counts=true', page.signal);
  page.rendered = true;
  replace(page.main,
    h('h1', {}, 'What must wait, waits. Everything else runs at once.'),
    story(process, savings),
    card(null, picture(flow, describe(process), 'has-steps'), stages(process, savings.parallel.runs > 0), legend(process, savings.parallel.runs > 0)),
    card('Newest leads', leadRows(newest.leads, 'No leads yet. Add one, and watch it go through.'),
      h('p', { class: 'actions' }, h('a', { href: '#/leads' }, 'All leads'), h('a', { href: '#/submit' }, 'Add a lead'))));
}

const once = process => process.stages.filter(stage => stage.steps.length === 1).length;
const beside = process => process.stages.filter(stage => stage.steps.length > 1).reduce((sum, stage) => sum + stage.steps.length, 0);

function story(process, savings) {
  const measured = savings.parallel.runs > 0;
  return tiles(
    tile(String(once(process)), 'In order', 'each step needs the one before it'),
    tile(String(beside(process)), 'At once', 'they need nothing of each other', 'is-together'),
    saved(process, savings.parallel),
    measured
      ? tile(span(savings.parallel.wallMs.median), 'A lead takes', `median; one step after another: ${span(savings.parallel.sumMs.median)}`)
      : tile('–', 'A lead takes', 'no lead has been completed yet'));
}

/** Where waiting for a busy machine outweighs steps of a few milliseconds, nothing is saved, and nothing is claimed. */
function saved(process, group) {
  if (!group.runs) return tile(percent(process.savingBest), 'Time to save', 'by the shape of the process; nothing measured yet', 'is-gain');
  return group.savingNow.overall > 0
    ? tile(percent(group.savingNow.overall), 'Time saved', `by running at once, measured over ${group.runs} leads`, 'is-gain')
    : tile(percent(process.savingBest), 'Time to save', 'at best; steps as short as these wait longer than they work', 'is-gain');
}

export function describe(process) {
  const names = new Map(process.steps.map(step => [step.id, step.name]));
  return `Flow chart. ${process.stages.map((stage, i) => `Stage ${i + 1}: ${stage.steps.map(id => names.get(id)).join(', ')}${stage.steps.length > 1 ? ' (at once)' : ''}`).join('. ')}.`;
}

/** The same for a narrow screen, where the drawing would have to be scrolled. */
export function stages(process, measured) {
  const steps = new Map(process.steps.map(step => [step.id, step]));
  const line = id => h('span', { class: 'step' }, steps.get(id).name, measured && h('span', { class: 'number' }, span(steps.get(id).durationMs)));
  return h('ol', { class: 'stages' }, process.stages.map(stage => stage.steps.length === 1
    ? h('li', {}, line(stage.steps[0]))
    : h('li', { class: 'is-together' }, h('strong', {}, `${stage.steps.length} at once`), h('ul', {}, stage.steps.map(id => h('li', {}, line(id)))))));
}

const legend = (process, measured) => h('p', { class: 'muted' },
  'Steps in one column run at the same moment. ',
  measured && `One after another, all steps would take ${span(process.sumMs)}; the longest chain of needs takes ${span(process.bestMs)}, and nothing can be faster than that. `,
  measured && 'The numbers on the steps are live: how many of the latest leads took a step, or wait there for somebody to try again.');

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
    card(null, picture(flow, describe(process)), legend(process)),
    card('Newest leads', leadRows(newest.leads, 'No leads yet. Add one, or drop a file.'),
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
      ? tile(span(savings.parallel.wallMs.median), 'A lead takes', `one step after another: ${span(savings.parallel.sumMs.median)}`)
      : tile('–', 'A lead takes', 'no lead has been completed yet'));
}

/** Where waiting for a busy machine outweighs steps of a few milliseconds, nothing is saved, and nothing is claimed. */
function saved(process, group) {
  if (!group.runs) return tile(percent(process.savingBest), 'Time to save', 'by the shape of the process; nothing measured yet', 'is-gain');
  return group.savingNow.overall > 0
    ? tile(percent(group.savingNow.overall), 'Time saved', `measured over ${group.runs} leads; ${percent(group.savingBest.overall)} is possible`, 'is-gain')
    : tile(percent(group.savingBest.overall), 'Time to save', `in ${group.runs} leads; for now, waiting outweighs such short steps`, 'is-gain');
}

export function describe(process) {
  const names = new Map(process.steps.map(step => [step.id, step.name]));
  return `Flow chart. ${process.stages.map((stage, i) => `Stage ${i + 1}: ${stage.steps.map(id => names.get(id)).join(', ')}${stage.steps.length > 1 ? ' (at once)' : ''}`).join('. ')}.`;
}

const legend = process => h('p', { class: 'muted' },
  'Read from left to right. Steps in one column run at the same moment; the marked path is the longest chain of needs, and no number of hands is faster than that. ',
  `The numbers on the steps are live: how many of the latest leads took a step, or how many are parked there. All steps one after another: ${span(process.sumMs)}; at best: ${span(process.bestMs)}.`);

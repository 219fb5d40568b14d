// What running at once saves: by arithmetic, and against a real control group.
import { get } from './api.js';
import { card, h, number, percent, replace, row, span, table, tile, tiles } from './dom.js';

export const savings = { title: 'Savings', render };

async function render(page) {
  const report = await get('reports/savings?top=2000', page.signal);
  page.rendered = true;
  const { parallel, sequential, comparison } = report;
  replace(page.main, h('h1', {}, 'What running at once saves'),
    tiles(
      parallel.savingNow.overall < 0
        ? tile('Nothing', 'Saved', `waiting and overhead cost ${percent(-parallel.savingNow.overall)} more than such short steps take`)
        : tile(parallel.runs ? percent(parallel.savingNow.overall) : '–', 'Saved', `over the newest ${number(parallel.runs)} leads`, 'is-gain'),
      tile(parallel.runs ? percent(parallel.savingBest.overall) : '–', 'Possible', 'if nothing ever waited but for what it needs'),
      tile(parallel.runs ? span(parallel.overheadMs.median) : '–', 'Our own share', 'of the time: recording and handing over, median lead'),
      tile(number(report.runs), 'Leads measured', report.leftOut ? `${number(report.leftOut)} left out: repeated or parked` : 'none left out')),
    card('How long a lead takes', bars(parallel)),
    card('In words', h('ul', {}, report.summary.filter(sentence => !sentence.startsWith('Against the control group')).map(sentence => h('li', {}, sentence)))),
    card('Checked against a control group', h('p', { class: 'muted' }, 'A share of the leads (Execution:SequentialShare) runs one step after another, so that both ways are measured on the same day and machine.'), h('p', {}, comparison.verdict), groups(parallel, sequential)));
}

/** Three bars to one scale; the figures stand beside them, so that nothing hangs on the picture. */
function bars(group) {
  if (!group.runs) return h('p', { class: 'muted' }, 'No lead has been completed yet. ', h('a', { href: '#/submit' }, 'Add one'), ' and it is measured.');
  const longest = Math.max(group.sumMs.median, group.wallMs.median, group.criticalPathMs.median) || 1;
  const bar = (label, ms, css) => h('div', { class: `bar-row ${css}` }, h('span', {}, label), h('progress', { max: longest, value: ms, 'aria-label': `${label}: ${span(ms)}` }), h('strong', {}, span(ms)));
  return h('div', { class: 'bars' },
    bar('One step after another', group.sumMs.median, 'is-slow'), bar('As it runs here', group.wallMs.median, 'is-now'), bar('The best possible', group.criticalPathMs.median, 'is-best'),
    h('p', { class: 'muted' }, 'The median lead. The best possible is the longest chain of steps that need each other.'));
}

function groups(parallel, sequential) {
  const columns = [{ title: 'Group' }, { title: 'Leads', css: 'number' }, { title: 'Median', css: 'number' }, { title: '9 of 10 within', css: 'number' }, { title: 'Steps added up', css: 'number' }];
  const line = (name, group) => row(columns, [name, number(group.runs), ...[group.wallMs.median, group.wallMs.p90, group.sumMs.median].map(ms => group.runs ? span(ms) : '–')]);
  return table('Both groups', columns, [line('At once', parallel), line('One after another (control)', sequential)], '');
}

// The process as a map: stages, critical path, slack, and what limits it.
import { drawing, get } from './api.js';
import { badge, card, h, percent, picture, replace, row, span, table, tile, tiles } from './dom.js';
import { describe } from './overview.js';

export const process = { title: 'Process', render };

async function render(page) {
  const map = await get('process', page.signal);
  const flow = await drawing('process.svg?counts=true', page.signal);
  page.rendered = true;
  const columns = [{ title: 'Step' }, { title: 'Stage', css: 'number' }, { title: 'Needs' }, { title: 'Takes', css: 'number' }, { title: 'Slack', css: 'number' }, { title: 'Path' }];
  const names = new Map(map.steps.map(step => [step.id, step.name]));
  replace(page.main, h('h1', {}, map.name), map.description && h('p', { class: 'muted' }, map.description),
    tiles(
      tile(span(map.sumMs), 'One after another', 'all steps added up'),
      tile(span(map.bestMs), 'At best', 'the critical path'),
      tile(percent(map.savingBest), 'Can be saved', '1 − best ÷ sum', 'is-gain'),
      tile(String(Math.max(...map.stages.map(stage => stage.steps.length))), 'At once', 'the widest stage', 'is-together')),
    card(null, picture(flow, describe(map)), h('p', { class: 'muted' }, 'Durations are measured from the latest leads. The numbers on the steps count the leads that took them, or that are parked there.')),
    card('Steps', table('Steps', columns, map.steps.map(step => row(columns, [
      step.name, String(step.stage), step.needs.map(need => names.get(need) ?? need).join(', ') || 'nothing', span(step.durationMs), span(step.slackMs),
      step.critical ? badge('critical', 'parked') : badge('has slack', 'completed')])), 'There are no steps.')),
    map.falseDependencies.length > 0 && card('Waits that nothing needs', h('p', { class: 'muted' }, 'If these steps ran one after the other, as they would without orchestration, they would wait for no reason:'),
      h('ul', {}, map.falseDependencies.slice(0, 20).map(wait => h('li', {}, `${names.get(wait.step) ?? wait.step} would wait for ${names.get(wait.waitsFor) ?? wait.waitsFor}.`)))));
}

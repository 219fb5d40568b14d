// The process as a map: stages, critical path, slack, and what limits it.
import { drawing, get } from './api.js';
import { badge, card, h, percent, picture, replace, row, span, table, tile, tiles } from './dom.js';
import { describe, stages } from './overview.js';

export const process = { title: 'Process', render };

async function render(page) {
  const map = await get('process', page.signal);
  const flow = await drawing('process.svg?counts=true', page.signal);
  page.rendered = true;
  const columns = [{ title: 'Step' }, { title: 'Place', css: 'number' }, { title: 'Needs' }, { title: 'Takes', css: 'number' }, { title: 'Spare time', css: 'number' }, { title: 'Sets the pace' }];
  const names = new Map(map.steps.map(step => [step.id, step.name]));
  replace(page.main, h('h1', {}, map.name), map.description && h('p', { class: 'muted' }, map.description),
    tiles(
      tile(span(map.sumMs), 'One after another', 'all steps added up'),
      tile(span(map.bestMs), 'At best', 'the longest chain of needs'),
      tile(percent(map.savingBest), 'Can be saved', 'by running at once', 'is-gain'),
      tile(String(Math.max(...map.stages.map(stage => stage.steps.length))), 'At once', 'most steps side by side', 'is-together')),
    card(null, picture(flow, describe(map), 'has-steps'), stages(map, true), h('p', { class: 'muted' }, 'Durations are measured from the latest leads. The numbers on the steps count the leads that took them, or that wait there for somebody to try again. Spare time (“slack” in the drawing) is how much longer a step could take before a lead is done later.')),
    card('Steps', table('Steps', columns, map.steps.map(step => row(columns, [
      step.name, String(step.stage), step.needs.map(need => names.get(need) ?? need).join(', ') || 'nothing', span(step.durationMs), span(step.slackMs),
      step.critical ? badge('yes', 'parked') : badge('no', 'completed')])), 'There are no steps.')),
    map.falseDependencies.length > 0 && card('Waits that nothing needs', h('p', { class: 'muted' }, 'Run one after another, these steps would wait for each other, though none needs anything of the other. Here they do not:'),
      h('ul', {}, map.falseDependencies.slice(0, 20).map(wait => h('li', {}, `${names.get(wait.step) ?? wait.step} would wait for ${names.get(wait.waitsFor) ?? wait.waitsFor}.`)))));
}

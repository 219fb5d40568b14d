// Speed to lead, in both senses: machines in milliseconds, people in minutes and hours.
import { get } from './api.js';
import { card, h, number, replace, row, span, table, tile, tiles } from './dom.js';

export const speed = { title: 'Speed', render };

async function render(page) {
  const report = await get('reports/speed', page.signal);
  page.rendered = true;
  const { response } = report;
  const columns = [{ title: 'From submission until' }, { title: 'Leads', css: 'number' }, { title: 'Median', css: 'number' }, { title: '9 of 10 within', css: 'number' }, { title: '99 of 100 within', css: 'number' }, { title: 'Longest', css: 'number' }];
  const line = (name, spread) => row(columns, [name, number(spread.count), ...[spread.medianMs, spread.p90Ms, spread.p99Ms, spread.maxMs].map(ms => spread.count ? span(ms) : '–')]);
  replace(page.main, h('h1', {}, 'Speed to lead'),
    tiles(
      tile(report.assigned.count ? span(report.assigned.medianMs) : '–', 'Assigned', 'to a rep, median'),
      tile(report.notified.count ? span(report.notified.medianMs) : '–', 'Sales told', 'last notification delivered, median', 'is-together'),
      tile(response.responded ? span(response.times.medianMs) : '–', 'First response', response.responded ? 'by a person, median' : 'nobody has responded yet', 'is-gain'),
      tile(number(response.waiting), 'Waiting', 'assigned, nobody has responded yet')),
    card('How it is spread', table('Speed', columns, [
      line('a rep has it', report.assigned), line('sales has been told', report.notified), line('everything is done', report.completed), line('a person has responded', response.times)], '')),
    h('p', { class: 'muted' }, report.leads ? `Over the newest ${number(report.leads)} completed leads. A response is told by the event “responded” of a lead.` : ['No lead has been completed yet. ', h('a', { href: '#/submit' }, 'Add one'), ' and its speed is measured.']));
}

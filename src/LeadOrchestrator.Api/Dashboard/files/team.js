// Who has how much, and who waits for somebody.
import { get } from './api.js';
import { ago, badge, card, h, meter, number, replace, row, table } from './dom.js';
import { plain } from './explain.js';

export const team = { title: 'Team', render };

async function render(page) {
  const [load, queue, parked] = await Promise.all([
    get('reports/assignments', page.signal), get('reports/unassigned?top=50', page.signal), get('leads?view=summary&status=Parked&top=25', page.signal)]);
  page.rendered = true;
  const most = Math.max(1, ...load.reps.map(rep => rep.assigned));
  const reps = [{ title: 'Rep' }, { title: 'Teams', css: 'full' }, { title: 'Last 7 days' }, { title: 'Today', css: 'number' }, { title: 'Open', css: 'number' }, { title: 'Last lead', css: 'number' }];
  const waiting = [{ title: 'Lead' }, { title: 'Since' }, { title: 'Queue' }, { title: 'Why', css: 'full' }];
  const stuck = [{ title: 'Lead' }, { title: 'Parked steps', css: 'number' }, { title: 'Since' }];
  const of = (count, cap) => cap === null ? number(count) : `${number(count)} of ${number(cap)}`;
  const link = (id, text) => h('a', { href: `#/lead/${encodeURIComponent(id)}`, 'data-key': `${text} ${id}` }, text);
  replace(page.main, h('h1', {}, 'Team'),
    card('Load per rep', table('Load per rep', reps, load.reps.map(rep => row(reps, [
      h('span', { class: 'short' }, h('a', { href: `#/leads?owner=${encodeURIComponent(rep.repId)}`, 'data-key': rep.repId }, rep.name), !rep.active && h('small', {}, 'inactive')), rep.teams.join(' · '),
      h('span', { class: 'metered' }, meter(100 * rep.assigned / most, `${rep.name}: ${number(rep.assigned)} leads`), h('strong', {}, number(rep.assigned))),
      of(rep.assignedToday, rep.dailyCap), of(rep.open, rep.openCap), rep.lastAssignedAt ? ago(rep.lastAssignedAt) : 'never'])), 'The rules name no reps. Add them to rules.json.')),
    card('Unassigned', h('p', { class: 'muted' }, 'Nobody could take these yet. They are offered again as soon as somebody can.'),
      table('Unassigned leads', waiting, queue.leads.map(item => row(waiting, [h('span', { class: 'id' }, link(item.leadId, queue.names[item.leadId] ?? 'A lead without a name')), h('span', { class: 'short' }, ago(item.decidedAt)), badge(item.team ?? '?', 'pending'), plain(item.reason)])), 'Every lead that needs a rep has one.'),
      queue.continuationToken && h('p', { class: 'muted' }, 'There are more; these wait longest.')),
    card('Parked', h('p', { class: 'muted' }, 'A receiving system did not take a step of these. Nothing is lost, and what was done is never repeated: open a lead and try the step again.'),
      table('Parked leads', stuck, parked.leads.map(item => row(stuck, [link(item.id, item.name ?? item.company ?? item.contact ?? 'A lead without a name'), number(item.parked), ago(item.updatedAt)])), 'Nothing is parked.'),
      parked.continuationToken && h('p', { class: 'actions' }, h('a', { href: '#/leads?status=Parked' }, 'All parked leads'))));
}

// Says decisions in plain words.
import { h, span } from './dom.js';

const actions = { callNow: 'Call now', callToday: 'Call today', personalEmail: 'Write a personal email', nurture: 'Nurture', disqualify: 'Disqualify' };
export const action = name => actions[name] ?? name;

const fits = { A: 'an excellent fit', B: 'a good fit', C: 'a fair fit', D: 'a poor fit' };
const engagements = { 1: 'very engaged', 2: 'engaged', 3: 'little engaged', 4: 'hardly engaged' };
const codes = {
  chosen: 'chosen', eligible: 'could have taken it', inactive: 'inactive', outOfOffice: 'out of office', outsideWorkingHours: 'outside working hours',
  dailyCap: 'daily limit reached', openCap: 'too many open leads', missingSkill: 'lacks a skill', missingLanguage: 'does not speak the language',
  outsideTerritory: 'another territory', excluded: 'had it before',
};
export const code = name => codes[name] ?? name;

const words = { ...codes, ...Object.fromEntries(Object.entries(actions).map(([name, text]) => [name, `“${text}”`])) };

/** A reason as the rules give it, with their names for things in plain words. */
export const plain = text => text?.replace(/\b[a-z]+(?:[A-Z][a-z]+)+\b/g, name => words[name] ?? name);

const steps = {
  ScoreLead: 'Score the lead', DecideFollowUp: 'Decide the follow-up', AssignRep: 'Assign a rep', UpdateCrm: 'Update the CRM', NotifySales: 'Notify sales',
  LogEvent: 'Log the event', StartResponseWatch: 'Start the response watch', LeadOrchestration: 'The run',
};
/** A step's name as people say it: LogEvent:crm is "Log the event: crm". */
export const step = name => name.replace(/^\w+/, word => steps[word] ?? word).replace(/([a-z])([A-Z])/g, (_, end, start) => `${end} ${start.toLowerCase()}`).replace(':', ': ');

/** A duration in ISO 8601, such as P1DT2H or PT15M, as people say it. */
export function timeSpan(text) {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(text);
  if (!found) return text;
  const [days, hours, minutes, seconds] = found.slice(1).map(part => Number(part ?? 0));
  return span((((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000);
}

/** The decision as a short story: how good, what next, who, and why. */
export function story(outcome) {
  const { score, followUp, assignment } = outcome;
  const parts = [];
  if (score) {
    parts.push(h('li', {}, h('strong', {}, `Score ${score.value}, grade ${score.grade}`), ': ',
      `${fits[score.grade[0]] ?? 'fit ' + score.grade[0]} (${score.fit} points for who they are) and ${engagements[score.grade[1]] ?? 'engagement ' + score.grade[1]} (${score.engagement} points for what they did).`));
  }
  if (followUp) {
    parts.push(h('li', {}, h('strong', {}, action(followUp.action)), followUp.respondWithin ? ` within ${timeSpan(followUp.respondWithin)}` : '', ': ', plain(followUp.reason)));
  }
  if (assignment) {
    const who = { assigned: `Assigned to ${assignment.repName ?? assignment.repId}`, queued: 'Waits for a rep', notNeeded: 'Nobody needed' }[assignment.outcome];
    parts.push(h('li', {}, h('strong', {}, who), ': ', plain(assignment.reason)));
  }
  return parts;
}

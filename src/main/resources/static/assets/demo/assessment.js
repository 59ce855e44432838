/* The assessment at the root of an answer, in words. */
import { make } from './make.js';
import { has, label, text } from './words.js';

const NAME = 'org.cervicalinsufficiency.assessment';

export const assessmentOf = response => response.extension?.[NAME];

export function showAssessment(found) {
  if (!found) return make('p', { class: 'note' }, text('assessment.none'));
  const list = [];
  const say = (key, ...values) => list.push(make('dt', {}, text(`assessment.${key}`)), ...values.map(value => make('dd', {}, value)));
  say('tier', `${label('tier', found.tier)}${found.provisional ? ` (${text('assessment.provisional')})` : ''}`);
  if (found.route) say('route', label('route', found.route));
  if (found.gestationalAge) say('age', found.gestationalAge);
  say('factors', ...(found.factors ?? []).map(factor => [factor.display, factor.date].filter(Boolean).join(', ')),
    ...(found.factors ? [] : [text('assessment.factors.none')]));
  if (found.missing) say('missing', found.missing.map(item => label('screening-item', item)).join('; '));
  if (found.notAssessed) say('notAssessed', ...found.notAssessed);
  if (found.suppressed) say('suppressed', ...found.suppressed.map(suppressed));
  say('today', found.today);
  say('by', `${found.planDefinition} (${found.profile})`);
  return make('section', { class: 'assessment', 'aria-labelledby': 'assessment-title' },
    make('h3', { id: 'assessment-title' }, text('assessment')), make('dl', {}, list));
}

function suppressed({ topic, reason }) {
  const key = `assessment.suppressed.${reason}`;
  return `${label('card-topic', topic)}: ${has(key) ? text(key) : reason}`;
}

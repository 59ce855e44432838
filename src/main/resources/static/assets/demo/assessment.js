/* The assessment at the root of an answer, in words. */
import { make } from '../shared/dom.js';
import { has, inBrief, word } from '../shared/words.js';
import { label } from './labels.js';

const NAME = 'org.cervicalinsufficiency.assessment';

export const assessmentOf = response => response.extension?.[NAME];

export function showAssessment(found) {
  if (!found) return make('p', { class: 'note' }, word('demo.assessment.none'));
  const list = [];
  const say = (key, ...values) => list.push(make('dt', {}, word(`demo.assessment.${key}`)), ...values.map(value => make('dd', {}, value)));
  say('tier', `${label('tier', found.tier)}${found.provisional ? ` (${word('demo.assessment.provisional')})` : ''}`);
  if (found.route) say('route', label('route', found.route));
  if (found.gestationalAge) say('age', found.gestationalAge);
  say('factors', ...(found.factors ?? []).map(factor => [factor.display, factor.date && inBrief(factor.date)].filter(Boolean).join(', ')),
    ...(found.factors ? [] : [word('demo.assessment.factors.none')]));
  if (found.missing) say('missing', found.missing.map(item => label('screening-item', item)).join('; '));
  if (found.notAssessed) say('notAssessed', ...found.notAssessed);
  if (found.suppressed) say('suppressed', ...found.suppressed.map(suppressed));
  say('today', inBrief(found.today));
  say('by', `${found.planDefinition} (${found.profile})`);
  return make('section', { class: 'assessment', 'aria-labelledby': 'assessment-title' },
    make('h3', { id: 'assessment-title' }, word('demo.assessment')), make('dl', {}, list));
}

function suppressed({ topic, reason }) {
  const key = `demo.assessment.suppressed.${reason}`;
  return `${label('card-topic', topic)}: ${has(key) ? word(key) : reason}`;
}

/** What the server makes of the answers, in the server's words. Nothing is concluded here. */

import { drawnCard } from '../shared/cards.js';
import { make } from '../shared/dom.js';
import { inWords, weeksAndDays, word, wordOr } from '../shared/words.js';
import { focusOn } from './renderer.js';

const NAME = 'http://hl7.org/fhir/StructureDefinition/display';

const ours = (resource, name) => (resource.extension ?? []).filter((one) => one.url.endsWith(`/assessment-${name}`));
const shown = (coding) => coding?.display ?? coding?.code ?? '';

function row(name, ...content) {
  return [make('dt', {}, name), ...content.map((one) => make('dd', {}, one))];
}

function factor(extension, own) {
  const part = (name) => extension.extension.filter((one) => one.url === name);
  const basis = part('basis').map((one) => one.valueReference?.reference ?? '').map((reference) => (own(reference)
    ? word('form.basis.form')
    : `${wordOr(`form.source.${reference.split('/')[0]}`, 'form.source.other')} (${reference})`));
  const day = part('date')[0]?.valueDate;
  return make('li', {}, make('strong', {}, shown(part('factor')[0]?.valueCoding)),
    ` — ${[day ? inWords(day) : null, ...new Set(basis)].filter(Boolean).join('; ')}`);
}

function missing(extension, form, stored) {
  const { code } = extension.valueCoding;
  const text = form.item(code) ? form.text(code) : shown(extension.valueCoding);
  if (stored || !form.item(code)) {
    return make('li', {}, text);
  }
  const link = make('a', { href: '#form-host' }, text);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    focusOn(code);
  });
  return make('li', {}, link);
}

function list(items, none) {
  return items.length ? make('ul', {}, ...items) : document.createTextNode(word(none));
}

function facts(risk, form, stored, own) {
  const age = ours(risk, 'gestational-age')[0]?.valueString;
  const weeks = /^(\d+)w(\d+)d$/.exec(age ?? '');
  const reasons = ours(risk, 'provisional-reason').map((one) => make('li', {}, shown(one.valueCoding)));
  return make('dl', { class: 'form-facts' },
    ...row(word('form.result.tier'), make('strong', { class: 'form-tier' }, shown(risk.prediction?.[0]?.qualitativeRisk?.coding?.[0]))),
    ...row(word('form.result.route'), shown(ours(risk, 'route')[0]?.valueCoding)),
    ...(age ? row(word('form.result.age'), weeks ? weeksAndDays(Number(weeks[1]) * 7 + Number(weeks[2])) : age) : []),
    ...row(word('form.result.factors'), list(ours(risk, 'factor').map((one) => factor(one, own)), 'form.result.factors.none')),
    ...row(word('form.result.missing'), list(ours(risk, 'missing').map((one) => missing(one, form, stored)), 'form.result.missing.none')),
    ...(reasons.length ? row(word('form.result.provisional'), make('ul', {}, ...reasons)) : []),
    ...(ours(risk, 'record-not-seen')[0]?.valueBoolean ? row(word('form.result.unseen'), word('form.result.unseen.text')) : []));
}

function link({ valueUrl: url, _valueUrl: more }) {
  return { url, label: more?.extension?.find((one) => one.url === NAME)?.valueString ?? url };
}

/** A card as CDS Hooks has it. The name of a link stands in an extension of its address. */
function card(parameter) {
  const values = (name) => parameter.part.filter((one) => one.name === name)
    .map((one) => one[Object.keys(one).find((key) => key.startsWith('value'))]);
  return {
    indicator: String(values('indicator')[0] ?? '').toLowerCase(),
    summary: values('summary')[0],
    detail: values('detail')[0],
    source: values('source')[0] ? { label: values('source')[0] } : null,
    links: parameter.part.filter((one) => one.name === 'link').map(link),
  };
}

/**
 * Shows the answer of $assess.
 *
 * @param stored the id under which the response is stored; null if it is not
 */
export function show(box, parameters, form, stored) {
  const risk = parameters.parameter.find((one) => one.name === 'assessment')?.resource;
  const cards = parameters.parameter.filter((one) => one.name === 'card');
  const own = (reference) => reference === `QuestionnaireResponse/${stored ?? 'unsent'}`;
  const heading = make('h2', { tabindex: -1 }, word(stored ? 'form.result.stored' : 'form.result.checked'));
  box.replaceChildren(heading,
    make('p', { class: 'note' }, stored ? word('form.result.stored.text', `QuestionnaireResponse/${stored}`) : word('form.result.checked.text')),
    facts(risk, form, Boolean(stored), own),
    ...cards.map((one, number) => drawnCard(card(one), number)),
    ...(risk.note ?? []).map((note) => make('p', {}, note.text)));
  box.hidden = false;
  heading.focus();
  heading.scrollIntoView({ block: 'start' });
}

/**
 * The answers are stored, but there is no assessment to show.
 *
 * @param assessed whether there is one on the server
 */
export function showNone(box, stored, assessed) {
  const heading = make('h2', { tabindex: -1 }, word(assessed ? 'form.result.stored' : 'form.result.unassessed'));
  box.replaceChildren(heading,
    make('p', { class: 'problem' }, word(assessed ? 'form.result.unshown' : 'form.result.later', `QuestionnaireResponse/${stored}`)));
  box.hidden = false;
  heading.focus();
}

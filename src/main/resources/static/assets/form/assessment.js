/** What the server makes of the answers, in the server's words. Nothing is concluded here. */

import { el } from './dom.js';
import { rendered } from '../markdown.js';
import { focusOn } from './renderer.js';
import { inWords, word, wordOr } from './words.js';

const ours = (resource, name) => (resource.extension ?? []).filter((one) => one.url.endsWith(`/assessment-${name}`));
const shown = (coding) => coding?.display ?? coding?.code ?? '';

function row(name, ...content) {
  return [el('dt', {}, name), ...content.map((one) => el('dd', {}, one))];
}

function factor(extension, own) {
  const part = (name) => extension.extension.filter((one) => one.url === name);
  const basis = part('basis').map((one) => one.valueReference?.reference ?? '').map((reference) => (own(reference)
    ? word('form.basis.form')
    : `${wordOr(`form.source.${reference.split('/')[0]}`, 'form.source.other')} (${reference})`));
  const day = part('date')[0]?.valueDate;
  return el('li', {}, el('strong', {}, shown(part('factor')[0]?.valueCoding)),
    ` — ${[day ? inWords(day) : null, ...new Set(basis)].filter(Boolean).join('; ')}`);
}

function missing(extension, form, stored) {
  const { code } = extension.valueCoding;
  const text = form.item(code) ? form.text(code) : shown(extension.valueCoding);
  if (stored || !form.item(code)) {
    return el('li', {}, text);
  }
  const link = el('a', { href: '#form-host' }, text);
  link.addEventListener('click', (event) => {
    event.preventDefault();
    focusOn(code);
  });
  return el('li', {}, link);
}

function list(items, none) {
  return items.length ? el('ul', {}, ...items) : document.createTextNode(word(none));
}

function facts(risk, form, stored, own) {
  const age = ours(risk, 'gestational-age')[0]?.valueString;
  const weeks = /^(\d+)w(\d+)d$/.exec(age ?? '');
  const reasons = ours(risk, 'provisional-reason').map((one) => el('li', {}, shown(one.valueCoding)));
  return el('dl', { className: 'form-facts' },
    ...row(word('form.result.tier'), el('strong', { className: 'form-tier' }, shown(risk.prediction?.[0]?.qualitativeRisk?.coding?.[0]))),
    ...row(word('form.result.route'), shown(ours(risk, 'route')[0]?.valueCoding)),
    ...(age ? row(word('form.result.age'), weeks ? word('form.weeks', weeks[1], weeks[2]) : age) : []),
    ...row(word('form.result.factors'), list(ours(risk, 'factor').map((one) => factor(one, own)), 'form.result.factors.none')),
    ...row(word('form.result.missing'), list(ours(risk, 'missing').map((one) => missing(one, form, stored)), 'form.result.missing.none')),
    ...(reasons.length ? row(word('form.result.provisional'), el('ul', {}, ...reasons)) : []),
    ...(ours(risk, 'record-not-seen')[0]?.valueBoolean ? row(word('form.result.unseen'), word('form.result.unseen.text')) : []));
}

function card(parameter) {
  const values = (name) => parameter.part.filter((one) => one.name === name)
    .map((one) => one[Object.keys(one).find((key) => key.startsWith('value'))]);
  const indicator = String(values('indicator')[0] ?? '').toLowerCase();
  const links = values('link').map((url) => el('li', {}, el('a', { href: url, rel: 'noreferrer' }, url)));
  const detail = el('div', { className: 'form-detail' });
  detail.append(rendered(values('detail')[0]));
  return el('article', { className: `form-card form-${indicator}` },
    el('h3', {}, el('span', { className: 'form-indicator' }, wordOr(`form.card.${indicator}`, 'form.card.info')), ' ', values('summary')[0]),
    detail,
    el('p', { className: 'form-origin' }, word('form.card.source', values('source')[0] ?? '')),
    links.length ? el('ul', {}, ...links) : null);
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
  const heading = el('h2', { tabIndex: -1 }, word(stored ? 'form.result.stored' : 'form.result.checked'));
  box.replaceChildren(heading,
    el('p', { className: 'note' }, stored ? word('form.result.stored.text', `QuestionnaireResponse/${stored}`) : word('form.result.checked.text')),
    facts(risk, form, Boolean(stored), own),
    ...cards.map(card),
    ...(risk.note ?? []).map((note) => el('p', {}, note.text)));
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
  const heading = el('h2', { tabIndex: -1 }, word(assessed ? 'form.result.stored' : 'form.result.unassessed'));
  box.replaceChildren(heading,
    el('p', { className: 'problem' }, word(assessed ? 'form.result.unshown' : 'form.result.later', `QuestionnaireResponse/${stored}`)));
  box.hidden = false;
  heading.focus();
}

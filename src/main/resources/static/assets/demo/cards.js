/* Cards as an EHR shows them. */
import { draw, make } from './make.js';
import { feedback, store } from './ehr.js';
import { rendered } from '../markdown.js';
import { text } from './words.js';

const SIGNS = {
  info: ['M14 2a12 12 0 1 0 0.01 0z', 'M14 12v8M14 7.5v0.5'],
  warning: ['M14 2L27 25H1z', 'M14 10v8M14 21.5v0.5'],
  critical: ['M9 2h10l7 7v10l-7 7h-10l-7-7v-10z', 'M14 7v9M14 20.5v0.5'],
};

const markdown = source => make('div', { class: 'markdown' }, rendered(source));

const indicator = kind => make('p', { class: 'indicator' },
  draw('svg', { viewBox: '0 0 28 28', width: 22, height: 22, 'aria-hidden': 'true' },
    ...(SIGNS[kind] ?? SIGNS.info).map((d, number) => draw('path', { d, class: number === 0 ? 'ground' : 'mark' }))),
  make('span', {}, text(`card.${kind}`)));

/** @param visit service, today, and `sent` to show what feedback was sent */
export function showCard(card, number, visit) {
  const title = `card-${number}`;
  const acts = make('div', { class: 'acts', role: 'status' });
  const element = make('article', { class: `card ${card.indicator}`, 'aria-labelledby': title, 'data-topic': card.source.topic?.code },
    indicator(card.indicator),
    make('h3', { id: title }, card.summary),
    card.detail ? make('details', { open: number === 0 }, make('summary', {}, text('card.detail')), markdown(card.detail)) : null,
    source(card.source),
    suggestions(card, visit, acts),
    links(card.links ?? []),
    dismissal(card, number, visit, acts),
    acts);
  return element;
}

const outward = (href, words) => make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words,
  make('span', { class: 'visually-hidden' }, ` (${text('card.new-tab')})`));

function source({ label, url, topic }) {
  return make('p', { class: 'source' }, `${text('card.source')}: `, url ? outward(url, label) : label,
    topic ? [' · ', make('a', { href: `/fhir/CodeSystem/${topic.system.split('/').pop()}` }, topic.display ?? topic.code)] : null);
}

function links(all) {
  if (all.length === 0) return null;
  return make('div', { class: 'links' }, make('h4', {}, text('card.links')),
    make('ul', {}, all.map(link => make('li', {},
      link.type === 'smart' ? `${link.label} (${text('card.launch')})` : outward(link.url, link.label)))));
}

function suggestions(card, visit, acts) {
  const all = card.suggestions ?? [];
  if (all.length === 0) return null;
  const accepted = [];
  const done = new Set();
  const buttons = all.map(suggestion => make('button', { type: 'button', class: suggestion.isRecommended ? 'primary' : null,
    onclick: async ({ currentTarget: button }) => {
      button.disabled = true;
      try {
        // Once each, also where another of the suggestion failed and it is accepted again.
        for (const action of (suggestion.actions ?? []).filter(each => !done.has(each))) {
          acts.append(await carriedOut(action));
          done.add(action);
        }
        accepted.push({ id: suggestion.uuid });
        if (card.selectionBehavior === 'at-most-one') buttons.forEach(each => { each.disabled = true; });
        await told({ card: card.uuid, outcome: 'accepted', acceptedSuggestions: [...accepted] }, visit, acts);
      } catch (failure) {
        button.disabled = false;
        acts.append(make('p', { class: 'problem' }, text('card.accept.failed', failure.message)));
      }
    } }, text('card.accept', suggestion.label), suggestion.isRecommended ? ` (${text('card.recommended')})` : ''));
  return make('div', { class: 'suggestions' }, make('h4', {}, text('card.suggestions')), make('div', { class: 'row' }, buttons));
}

async function carriedOut({ type, resource }) {
  if (type !== 'create' || !resource) throw new Error(text('card.unknown-action', type));
  const reference = await store(resource);
  return make('p', { class: 'done' }, `${text('card.accepted')} `, make('a', { href: `/fhir/${reference}` }, reference));
}

/** @returns whether the feedback was taken */
async function told(item, { service, today, sent }, acts) {
  try {
    sent(await feedback(service, item, today));
    acts.append(make('p', {}, text('feedback.sent')));
    return true;
  } catch (failure) {
    acts.append(make('p', { class: 'problem' }, text('feedback.failed', failure.message)));
    return false;
  }
}

function dismissal(card, number, visit, acts) {
  const reasons = card.overrideReasons ?? [];
  const reason = make('select', { id: `reason-${number}` }, make('option', { value: '' }, text('card.dismiss.none')),
    reasons.map((each, index) => make('option', { value: index }, each.display)));
  const comment = make('textarea', { id: `comment-${number}`, rows: 2, maxlength: 500 });
  const form = make('form', { onsubmit: async event => {
    event.preventDefault();
    const chosen = reasons[reason.value];
    const why = {};
    if (chosen) why.reason = chosen;
    if (comment.value.trim()) why.userComment = comment.value.trim();
    const item = { card: card.uuid, outcome: 'overridden' };
    if (Object.keys(why).length > 0) item.overrideReason = why;
    if (!await told(item, visit, acts)) return;
    form.closest('article').classList.add('dismissed');
    form.closest('details').hidden = true;
    acts.append(make('p', { class: 'done' }, text('card.dismissed', chosen?.display ?? text('card.dismiss.none'))));
  } },
  make('p', {}, make('label', { for: reason.id }, text('card.dismiss.reason')), reason),
  make('p', {}, make('label', { for: comment.id }, text('card.dismiss.comment')), comment),
  make('button', { type: 'submit' }, text('card.dismiss.send')));
  return make('details', { class: 'dismiss' }, make('summary', {}, text('card.dismiss')), form);
}

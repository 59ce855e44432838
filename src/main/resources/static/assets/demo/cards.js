/* What is done with cards: a suggestion accepted, a card dismissed, and the feedback on it. */
import { drawnCard } from '../shared/cards.js';
import { make } from '../shared/dom.js';
import { word } from '../shared/words.js';
import { feedback, store } from './ehr.js';

/** @param visit service, today, and `sent` to show what feedback was sent */
export function showCard(card, number, visit) {
  const acts = make('div', { class: 'acts', role: 'status' });
  return drawnCard(card, number, suggestions(card, visit, acts), dismissal(card, number, visit, acts), acts);
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
        acts.append(make('p', { class: 'problem' }, word('demo.card.accept.failed', failure.message)));
      }
    } }, word('demo.card.accept', suggestion.label), suggestion.isRecommended ? ` (${word('demo.card.recommended')})` : ''));
  return make('div', { class: 'suggestions' }, make('h4', {}, word('demo.card.suggestions')), make('div', { class: 'row' }, buttons));
}

async function carriedOut({ type, resource }) {
  if (type !== 'create' || !resource) throw new Error(word('demo.card.unknown-action', type));
  const reference = await store(resource);
  return make('p', { class: 'done' }, `${word('demo.card.accepted')} `, make('a', { href: `/fhir/${reference}` }, reference));
}

/** @returns whether the feedback was taken */
async function told(item, { service, today, sent }, acts) {
  try {
    sent(await feedback(service, item, today));
    acts.append(make('p', {}, word('demo.feedback.sent')));
    return true;
  } catch (failure) {
    acts.append(make('p', { class: 'problem' }, word('demo.feedback.failed', failure.message)));
    return false;
  }
}

function dismissal(card, number, visit, acts) {
  const reasons = card.overrideReasons ?? [];
  const reason = make('select', { id: `reason-${number}` }, make('option', { value: '' }, word('demo.card.dismiss.none')),
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
    acts.append(make('p', { class: 'done' }, word('demo.card.dismissed', chosen?.display ?? word('demo.card.dismiss.none'))));
  } },
  make('p', {}, make('label', { for: reason.id }, word('demo.card.dismiss.reason')), reason),
  make('p', {}, make('label', { for: comment.id }, word('demo.card.dismiss.comment')), comment),
  make('button', { type: 'submit' }, word('demo.card.dismiss.send')));
  return make('details', { class: 'dismiss' }, make('summary', {}, word('demo.card.dismiss')), form);
}

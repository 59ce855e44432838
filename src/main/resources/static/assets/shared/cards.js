/** Cards as an EHR shows them: on the demo those of a call, under the form those of an assessment. */

import { draw, make } from './dom.js';
import { rendered } from './markdown.js';
import { word, wordOr } from './words.js';

/** A sign beside the word, since colour alone tells nothing: the ground and the mark on it. */
const SIGNS = {
  info: ['M14 2a12 12 0 1 0 0.01 0z', 'M14 12v8M14 7.5v0.5'],
  warning: ['M14 2L27 25H1z', 'M14 10v8M14 21.5v0.5'],
  critical: ['M9 2h10l7 7v10l-7 7h-10l-7-7v-10z', 'M14 7v9M14 20.5v0.5'],
};

const indicator = kind => make('p', { class: 'indicator' },
  draw('svg', { viewBox: '0 0 28 28', width: 22, height: 22, 'aria-hidden': 'true' },
    (SIGNS[kind] ?? SIGNS.info).map((d, number) => draw('path', { d, class: number === 0 ? 'ground' : 'mark' }))),
  make('span', {}, wordOr(`shared.card.${kind}`, 'shared.card.info')));

/** A link that opens beside the page, and says so. */
export const outward = (href, words) => make('a', { href, target: '_blank', rel: 'noopener noreferrer' }, words,
  make('span', { class: 'visually-hidden' }, ` (${word('shared.new-tab')})`));

/**
 * A card.
 *
 * @param card as CDS Hooks has it; only indicator and summary are needed
 * @param number of the card on the page; the detail of the first is open
 * @param suggestions what can be accepted; stands before the links
 * @param below what else stands on the card
 */
export function drawnCard(card, number, suggestions = null, ...below) {
  const title = `card-${number}`;
  return make('article', { class: `card ${card.indicator}`, 'aria-labelledby': title, 'data-topic': card.source?.topic?.code },
    indicator(card.indicator),
    make('h3', { id: title }, card.summary),
    card.detail ? make('details', { open: number === 0 }, make('summary', {}, word('shared.card.detail')),
      make('div', { class: 'markdown' }, rendered(card.detail))) : null,
    card.source ? source(card.source) : null,
    suggestions,
    links(card.links ?? []),
    below);
}

function source({ label, url, topic }) {
  return make('p', { class: 'source' }, `${word('shared.card.source')}: `, url ? outward(url, label) : label,
    topic ? [' · ', make('a', { href: `/fhir/CodeSystem/${topic.system.split('/').pop()}` }, topic.display ?? topic.code)] : null);
}

function links(all) {
  if (all.length === 0) return null;
  return make('div', { class: 'links' }, make('h4', {}, word('shared.card.links')),
    make('ul', {}, all.map(link => make('li', {},
      link.type === 'smart' ? `${link.label} (${word('shared.card.launch')})` : outward(link.url, link.label)))));
}

/** Where prefilled answers come from, whether somebody has confirmed them, and what the record only hints at. */

import { make } from '../shared/dom.js';
import { put } from './notes.js';
import { answersOf, sameness } from './questionnaire.js';
import { elementOf } from './renderer.js';
import { inWords, word, wordOr } from '../shared/words.js';

const SOURCE = '/StructureDefinition/answer-source';
const HINT = '/StructureDefinition/answer-hint';

const partsOf = (extension, name) => extension.extension?.filter((one) => one.url === name) ?? [];

/** Which kinds of entries say so and when, in words; and which entries. */
function origin(extension) {
  const entries = partsOf(extension, 'source').map((one) => one.valueReference?.reference ?? '');
  // An entry of an EHR has its whole address.
  const kinds = [...new Set(entries.map((entry) => entry.split('/').at(-2) ?? ''))]
    .map((kind) => wordOr(`form.source.${kind}`, 'form.source.other')).join(', ');
  const day = partsOf(extension, 'date')[0]?.valueDate;
  return {
    from: day ? word('form.source.dated', kinds, inWords(day)) : word('form.source.undated', kinds),
    references: entries.filter(Boolean).join(', '),
  };
}

/** The hints of a populated response, each with its item. */
function hintsOf(items) {
  return (items ?? []).flatMap((item) => [
    ...(item.extension ?? []).filter((one) => one.url.endsWith(HINT)).map((hint) => ({ linkId: item.linkId, hint })),
    ...hintsOf(item.item),
    ...(item.answer ?? []).flatMap((answer) => hintsOf(answer.item)),
  ]);
}

export class Sources {
  constructor(form, changed) {
    this.form = form;
    this.changed = changed;
    this.known = new Map();
    this.unread = [];
    this.hints = [];
  }

  /** Takes the sources out of a populated response. */
  take(response) {
    for (const [linkId, answers] of answersOf(response)) {
      const source = answers[0].extension?.find((one) => one.url.endsWith(SOURCE));
      if (source && !this.form.item(linkId)?.readOnly) {
        this.known.set(linkId, { answers, source, confirmed: false });
      }
    }
    const outcome = (response.contained ?? []).find((one) => one.resourceType === 'OperationOutcome');
    this.unread = (outcome?.issue ?? []).map((issue) => ({
      linkId: /linkId='([^']+)'/.exec(issue.expression?.[0] ?? '')?.[1],
      code: issue.code,
    }));
    this.hints = hintsOf(response.item);
    this.showHints();
    this.showUnread();
  }

  /** A hint is read, not taken over: there is nothing to confirm. */
  showHints() {
    for (const linkId of new Set(this.hints.map((one) => one.linkId))) {
      put(linkId, 'hint', make('div', { class: 'form-hint' },
        this.hints.filter((one) => one.linkId === linkId).map(({ hint }) => this.hintLine(hint))));
    }
  }

  hintLine(hint) {
    const part = (name) => partsOf(hint, name);
    const { from, references } = origin(hint);
    const said = part('hint')[0]?.valueCoding;
    const number = part('value')[0]?.valueDecimal;
    const text = said?.display ?? said?.code;
    return make('p', { title: references }, word('form.hint', number === undefined ? text : word('form.hint.number', text, number), from));
  }

  showUnread() {
    this.unread.filter((one) => one.linkId).forEach((one) => put(one.linkId, 'unread',
      make('p', { class: 'form-unread' }, word(one.code === 'incomplete' ? 'form.unread.item' : 'form.unread.code'))));
  }

  /** Shows the source beside each prefilled answer that is on the page. */
  show(values) {
    for (const [linkId, known] of this.known) {
      const element = elementOf(linkId);
      const same = element && sameness(values.get(linkId)) === sameness(known.answers);
      const state = !element ? '' : same ? `same ${known.confirmed}` : 'changed';
      if (state !== known.state) {
        known.state = state;
        put(linkId, 'source', element ? this.line(linkId, known, same) : null);
      }
    }
  }

  line(linkId, known, same) {
    const { from, references } = origin(known.source);
    if (!same) {
      return make('p', { class: 'form-source', title: references }, word('form.source.changed', this.value(linkId), from));
    }
    const box = make('input', { type: 'checkbox', checked: known.confirmed });
    box.addEventListener('change', () => {
      known.confirmed = box.checked;
      known.state = `same ${known.confirmed}`;
      box.closest('.form-source')?.classList.toggle('form-confirmed', box.checked);
      this.changed();
    });
    return make('p', { class: `form-source${known.confirmed ? ' form-confirmed' : ''}`, title: references },
      `${from} `,
      make('label', {}, box, ' ', word('form.confirm'), make('span', { class: 'visually-hidden' }, `: ${this.form.text(linkId)}`)));
  }

  /** What was filled in for an item, as a person reads it. */
  value(linkId) {
    return this.known.get(linkId).answers.map((answer) => (answer.valueDate ? inWords(answer.valueDate) : this.form.shown(answer))).join('; ');
  }

  /** Prefilled answers that stand as they were filled and that nobody has confirmed. */
  unconfirmed(values) {
    return [...this.known].filter(([linkId, known]) => elementOf(linkId) && !known.confirmed
      && sameness(values.get(linkId)) === sameness(known.answers)).map(([linkId]) => linkId);
  }

  confirmAll(linkIds) {
    linkIds.forEach((linkId) => { this.known.get(linkId).confirmed = true; });
  }

  /** Gives the answers that were taken over their source back. */
  mark(response) {
    const walk = (items) => {
      for (const item of items ?? []) {
        const known = this.known.get(item.linkId);
        if (known && item.answer && sameness(item.answer) === sameness(known.answers)) {
          item.answer.forEach((answer) => { answer.extension = [known.source]; });
        }
        item.answer?.forEach((answer) => walk(answer.item));
        walk(item.item);
      }
    };
    walk(response.item);
  }

  /** For a draft. */
  kept() {
    return {
      unread: this.unread,
      hints: this.hints,
      known: [...this.known].map(([linkId, { answers, source, confirmed }]) => [linkId, { answers, source, confirmed }]),
    };
  }

  restore(kept) {
    this.known = new Map(kept?.known ?? []);
    this.unread = kept?.unread ?? [];
    this.hints = kept?.hints ?? [];
    this.showHints();
    this.showUnread();
  }
}

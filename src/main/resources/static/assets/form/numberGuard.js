/** Numbers: a decimal comma is taken, limits of the form are said at once, and what is no number is not lost. */

import { button, make } from '../shared/dom.js';
import { put } from './notes.js';
import { elementOf, fieldOf, host, linkIdOf, type } from './renderer.js';
import { word } from '../shared/words.js';

const TYPES = ['integer', 'decimal', 'quantity'];

export class NumberGuard {
  constructor(form, changed) {
    this.form = form;
    this.changed = changed;
    this.states = new Map();
    this.waiting = new Set();
  }

  watch() {
    host().addEventListener('focusout', (event) => this.settle(event.target), true);
    host().addEventListener('input', (event) => {
      const linkId = this.numberOf(event.target);
      if (!linkId || !event.isTrusted) {
        return;
      }
      this.states.delete(linkId);
      this.show(linkId);
      if (event.target.value.trim() && !this.isNumber(linkId, event.target.value.trim())) {
        // The renderer gives nothing at all while it holds what is no number: it sees the text when it is one.
        event.stopPropagation();
        this.waiting.add(event.target);
      } else {
        this.waiting.delete(event.target);
      }
    }, true);
  }

  isNumber(linkId, text) {
    return (this.form.item(linkId).type === 'integer' ? /^\d{1,9}$/ : /^\d{1,9}(\.\d{1,6})?$/).test(text);
  }

  /** Before the form is used: everything typed is read. */
  settleAll() {
    [...this.waiting].filter((field) => field.isConnected).forEach((field) => this.settle(field));
  }

  numberOf(node) {
    if (!(node instanceof HTMLInputElement) || node.disabled || node.id.startsWith('unit_')) {
      return null;
    }
    const linkId = linkIdOf(node);
    return TYPES.includes(this.form.item(linkId)?.type) ? linkId : null;
  }

  settle(field) {
    const linkId = this.numberOf(field);
    if (!linkId) {
      return;
    }
    const text = field.value.trim();
    const number = text.replace(/^(\d+),(\d+)$/, '$1.$2');
    const held = this.waiting.delete(field);
    if (text && !this.isNumber(linkId, number)) {
      this.states.set(linkId, { unread: text });
      type(field, '');
    } else if (text) {
      if (held || number !== field.value) {
        type(field, number);
      }
      this.limits(linkId, Number(number));
    }
    this.show(linkId);
    this.changed();
  }

  limits(linkId, number) {
    const least = this.form.limit(linkId, 'minValue');
    const most = this.form.limit(linkId, 'maxValue');
    if (least !== undefined && number < least) {
      this.states.set(linkId, { text: word('form.number.least', least) });
    } else if (most !== undefined && number > most) {
      this.states.set(linkId, { text: word('form.number.most', most) });
    }
  }

  show(linkId) {
    const state = this.states.get(linkId);
    if (!state) {
      put(linkId, 'date', null);
      return;
    }
    const line = make('div', { class: 'form-wrong' }, make('p', {}, this.text(state)));
    if (state.unread) {
      line.append(button(word('form.date.leave'), () => {
        this.states.delete(linkId);
        this.show(linkId);
        this.changed();
        fieldOf(linkId)?.focus();
      }));
    }
    put(linkId, 'date', line);
  }

  text(state) {
    return state.text ?? word('form.number.unread', state.unread);
  }

  /** What keeps the form from being used, as [linkId, text]. */
  blockers(answers) {
    const units = this.form.ofType('quantity')
      .map((item) => item.linkId)
      .filter((linkId) => (answers.get(linkId) ?? []).some((one) => !one.valueQuantity?.code && !one.valueQuantity?.unit))
      .map((linkId) => [linkId, word('form.unit.missing')]);
    return [...this.states].filter(([linkId]) => elementOf(linkId))
      .map(([linkId, state]) => [linkId, this.text(state)])
      .concat(units);
  }

  unread() {
    return Object.fromEntries([...this.states].filter(([, state]) => state.unread).map(([linkId, state]) => [linkId, state.unread]));
  }

  restore(texts) {
    Object.entries(texts ?? {}).forEach(([linkId, text]) => {
      this.states.set(linkId, { unread: text });
      this.show(linkId);
    });
  }
}

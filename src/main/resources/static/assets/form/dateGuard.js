/**
 * No date may be read the wrong way or lost. The renderer takes month/day/year only, and silently goes back to the former
 * date when it cannot read what was typed. Here every typed text is read first: it becomes a date that is shown in words,
 * or a question where it can mean two days, or a text that stays on the page and blocks the form.
 */

import { asTyped, interpret } from './dates.js';
import { button, make } from '../shared/dom.js';
import { put } from './notes.js';
import { answersOf } from './questionnaire.js';
import { clearDate, elementOf, fieldOf, host, linkIdOf, read, type } from './renderer.js';
import { inWords, word } from '../shared/words.js';

/** How long the renderer may take to take a date over, in steps. */
const STEP = 200;
const STEPS = 8;

const held = (linkId) => answersOf(read()).get(linkId)?.[0]?.valueDate;

export class DateGuard {
  /** @param changed called when a date was settled */
  constructor(form, changed) {
    this.form = form;
    this.changed = changed;
    this.states = new Map();
    this.values = new Map();
    this.ours = false;
    this.more = () => null;
  }

  watch() {
    host().addEventListener('input', (event) => this.typing(event.target), true);
    host().addEventListener('focusout', (event) => this.settle(event.target), true);
    host().addEventListener('click', (event) => {
      if (event.isTrusted && event.target.closest('.ant-picker-clear')) {
        this.states.delete(linkIdOf(event.target));
      }
    }, true);
    host().addEventListener('keydown', (event) => {
      if (event.key === 'Enter') {
        this.settle(event.target);
      }
    }, true);
  }

  isDate(node) {
    return node instanceof HTMLInputElement && node.closest('lhc-item-date');
  }

  typing(node) {
    if (!this.ours && this.isDate(node)) {
      this.states.set(linkIdOf(node), { pending: true });
    }
  }

  /** Reads what stands in a field, before the renderer does. */
  settle(field) {
    const linkId = this.isDate(field) ? linkIdOf(field) : null;
    if (!linkId || !this.states.get(linkId)?.pending) {
      return;
    }
    const text = field.value.trim();
    const found = interpret(text);
    if (!text) {
      this.states.delete(linkId);
      setTimeout(() => clearDate(linkId));
    } else if (!found) {
      this.lose(linkId, text);
    } else {
      this.put(field, asTyped(found.date));
      this.states.set(linkId, { typed: text, expected: found.date, other: found.other, waiting: true });
      setTimeout(() => this.check(linkId), STEP);
    }
    setTimeout(() => this.changed());
  }

  put(field, text) {
    this.ours = true;
    type(field, text);
    this.ours = false;
  }

  /** What was typed is no date: no date is taken, also not the former one, and the text stays on the page. */
  lose(linkId, text) {
    const state = { unread: text, emptying: true };
    this.states.set(linkId, state);
    setTimeout(() => {
      if (fieldOf(linkId)?.value) {
        clearDate(linkId);
      }
      state.emptying = false;
      this.changed();
    });
  }

  /** Whether the renderer has taken what it was given; it gets a moment. */
  check(linkId, tried = 1) {
    const state = this.states.get(linkId);
    if (!state?.waiting) {
      return;
    }
    const taken = held(linkId) === state.expected;
    if (!taken && elementOf(linkId) && tried < STEPS) {
      setTimeout(() => this.check(linkId, tried + 1), STEP);
      return;
    }
    state.waiting = false;
    if (!taken && elementOf(linkId)) {
      this.lose(linkId, state.typed);
    }
    this.changed();
  }

  /** Before the form is used: everything typed is read, and taken or lost. */
  async settleAll() {
    host().querySelectorAll('lhc-item-date input').forEach((field) => {
      if (this.states.get(linkIdOf(field))?.pending) {
        field.focus();
        field.blur();
      }
    });
    for (let tried = 0; tried <= STEPS + 1; tried += 1) {
      await new Promise((done) => { setTimeout(done, STEP); });
      if (![...this.states.values()].some((state) => state.waiting || state.pending)) {
        return;
      }
    }
  }

  /**
   * Shows each date in words.
   *
   * @param values the dates that the renderer holds, by linkId
   * @param more what else is said under a date: a text or null
   */
  show(values, more = this.more) {
    this.values = values;
    this.more = more;
    for (const { linkId } of this.form.ofType('date')) {
      if (!elementOf(linkId)) {
        this.hide(linkId);
      } else {
        this.echo(linkId, values.get(linkId), more(linkId));
      }
    }
  }

  /** A date that is not asked now; what is open about it is open again when it is. */
  hide(linkId) {
    const state = this.states.get(linkId);
    if (!state?.unread && !state?.other) {
      this.states.delete(linkId);
    }
    put(linkId, 'date', null);
  }

  echo(linkId, value, more) {
    const state = this.states.get(linkId);
    if (state?.unread && !state.emptying && value) {
      this.states.delete(linkId);
    }
    if (state?.other && !state.waiting && value && value !== state.expected) {
      this.states.delete(linkId);
    }
    put(linkId, 'date', this.line(linkId, value, more));
  }

  line(linkId, value, more) {
    const state = this.states.get(linkId);
    if (state?.unread) {
      return make('div', { class: 'form-date form-wrong' },
        make('p', {}, word('form.date.unread', state.unread)),
        button(word('form.date.leave'), () => {
          this.states.delete(linkId);
          this.changed();
          fieldOf(linkId)?.focus();
        }));
    }
    if (state?.other) {
      return make('div', { class: 'form-date form-wrong', role: 'group', 'aria-label': word('form.date.which', state.typed) },
        make('p', {}, word('form.date.which', state.typed)),
        ...[state.expected, state.other].map((one) => button(inWords(one), () => this.choose(linkId, one))));
    }
    if (!value) {
      return make('p', { class: 'form-date form-none' }, word('form.date.none'));
    }
    return make('p', { class: 'form-date' }, make('strong', {}, inWords(value)), more ? ` · ${more}` : null);
  }

  /** The answer to "which of the two days". */
  choose(linkId, chosen) {
    const field = fieldOf(linkId);
    this.states.set(linkId, { typed: asTyped(chosen), expected: chosen, waiting: true });
    field.focus();
    field.click();
    setTimeout(() => {
      this.put(field, asTyped(chosen));
      field.blur();
      setTimeout(() => this.check(linkId), STEP);
    }, STEP);
  }

  /** Questions about a date that can mean two days and has not been settled. */
  asked() {
    return [...this.states].filter(([linkId, state]) => state.other && elementOf(linkId)).map(([linkId]) => linkId);
  }

  /** What keeps the form from being used, as [linkId, text]. */
  blockers() {
    return [...this.states].filter(([linkId]) => elementOf(linkId)).flatMap(([linkId, state]) => {
      if (state.unread) {
        return [[linkId, word('form.date.unread', state.unread)]];
      }
      if (state.pending || state.waiting) {
        return [[linkId, word('form.date.none')]];
      }
      return state.other ? [[linkId, word('form.date.which', state.typed)]] : [];
    });
  }

  /** What is open, to keep with a draft: texts that are no date, and those that can mean two days. */
  open() {
    return Object.fromEntries([...this.states]
      .map(([linkId, state]) => [linkId, state.pending ? { unread: fieldOf(linkId)?.value.trim() } : state])
      .filter(([, state]) => state.unread || state.other || state.waiting)
      .map(([linkId, { unread, typed, expected, other }]) => [linkId, unread ? { unread } : { typed, expected, other }]));
  }

  /** What was open in a draft, once its form is drawn. A date that the draft does not hold is not replaced by a former one. */
  restore(open) {
    Object.entries(open ?? {}).forEach(([linkId, state]) => {
      if (state.unread || (elementOf(linkId) && held(linkId) !== state.expected)) {
        this.lose(linkId, state.unread ?? state.typed);
      } else if (state.other) {
        this.states.set(linkId, state);
      }
    });
  }
}

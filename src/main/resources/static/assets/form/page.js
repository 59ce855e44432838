/** The screening form: drawn, prefilled, checked, handed in. */

import * as assessment from './assessment.js';
import { assess, calculated, door, loadForm, prefill, Refused, submit } from './api.js';
import { DateGuard } from './dateGuard.js';
import { button, make } from '../shared/dom.js';
import { Draft, watchLanguage } from './draft.js';
import { watchExclusive } from './exclusive.js';
import * as notes from './notes.js';
import { NumberGuard } from './numberGuard.js';
import { nameFields, watchPhrases } from './phrases.js';
import * as problems from './problems.js';
import { answersOf, FormIndex, sameness } from './questionnaire.js';
import { draw, elementOf, fieldOf, focusOn, host, read, type, watchRadios } from './renderer.js';
import { Sources } from './sources.js';
import { inWords, language, weeksAndDays, word } from '../shared/words.js';

const PAUSE = 150;

/** How often a launch is looked at, in milliseconds: whoever fills in the form learns at once that it has run out. */
const LOOK = 2000;

/** How often the gestation is asked for again after a refusal, and how long to wait at least and at most, in seconds. */
const AGAIN = 5;
const WAIT = 2;
const LONGEST = 30;

const find = (id) => document.getElementById(id);

class Page {
  async start() {
    this.questionnaire = await loadForm(language);
    this.form = new FormIndex(this.questionnaire);
    this.draft = new Draft(this.form.canonical, door.owner);
    this.dates = new DateGuard(this.form, () => this.soon());
    this.numbers = new NumberGuard(this.form, () => this.soon());
    this.sources = new Sources(this.form, () => this.changedByHand());
    this.ages = {};
    this.touched = false;
    this.closed = host().dataset.closed !== undefined && !door.launched;
    await this.showPerson();
    const kept = this.draft.load(Boolean(door.patient));
    const response = kept ? this.restored(kept) : await this.populated();
    try {
      await draw(this.questionnaire, response);
    } catch (failure) {
      find('form-loading').hidden = true;
      say('form-note', word('form.failed.draw', [failure].flat().map((one) => one.message ?? one).join(' ')), 'problem');
      return;
    }
    this.listen();
    if (kept) {
      this.dates.restore(kept.dates);
      this.numbers.restore(kept.numbers);
    }
    find('form-loading').hidden = true;
    find('form-work').hidden = false;
    this.refresh();
    host().dataset.ready = 'true';
  }

  async showPerson() {
    if (this.closed) {
      say('form-person', word('form.closed'), 'problem');
      ['form-submit', 'form-check'].forEach((id) => { find(id).hidden = true; });
      return;
    }
    if (!door.patient) {
      say('form-person', word('form.nobody'), 'note');
      find('form-submit').hidden = true;
      return;
    }
    let person = null;
    try {
      person = await door.person();
    } catch (refused) {
      if (!(refused instanceof Refused)) {
        throw refused;
      }
    }
    const name = person?.name?.[0];
    const called = name?.text ?? [...(name?.given ?? []), name?.family].filter(Boolean).join(' ');
    say('form-person', called
      ? word('form.person.named', called, person.birthDate ? inWords(person.birthDate) : '–', door.patient)
      : word('form.person', door.patient));
  }

  async populated() {
    if (this.closed || !door.patient) {
      return null;
    }
    try {
      const response = await prefill(this.form);
      this.sources.take(response);
      this.sayPrefilled();
      return bare(response);
    } catch (refused) {
      if (!(refused instanceof Refused)) {
        throw refused;
      }
      const why = problems.ofRefusal(refused, this.form).map((one) => one.text).join(' ');
      say('form-note', word('form.prefill.failed', why), 'problem');
      return null;
    }
  }

  sayPrefilled() {
    const lost = this.sources.unread.length;
    const whole = this.sources.unread.some((one) => !one.linkId);
    say('form-note', [
      this.sources.known.size ? word('form.prefill.done', this.sources.known.size) : word('form.prefill.nothing'),
      whole ? word('form.unread.all') : lost ? word('form.unread.some', lost) : '',
    ].join(' '), lost ? 'problem' : 'note');
  }

  restored(kept) {
    this.sources.restore(kept.sources);
    this.touched = true;
    this.last = kept.response;
    say('form-note', word('form.draft.restored'), 'note');
    return kept.response;
  }

  listen() {
    watchPhrases();
    watchRadios();
    watchLanguage();
    nameFields(this.form);
    notes.watch(() => {
      nameFields(this.form);
      this.soon();
    });
    this.dates.watch();
    this.numbers.watch();
    watchExclusive(this.form);
    for (const kind of ['input', 'change', 'click', 'keyup']) {
      document.addEventListener(kind, (event) => {
        if (event.isTrusted && event.target.closest?.('#form-host, .cdk-overlay-container')) {
          this.touched = this.touched || kind !== 'keyup';
          this.soon();
        }
      }, true); // The renderer's radio buttons let no click through.
    }
    if (door.launched) {
      const looking = setInterval(() => {
        if (this.done || door.expired) {
          clearInterval(looking);
        }
        if (!this.done && door.expired) {
          say('form-note', word('form.failed.launch'), 'problem');
        }
      }, LOOK);
    }
    // Whoever leaves at once after typing loses nothing either.
    window.addEventListener('pagehide', () => {
      if (!this.done) {
        this.last = read() ?? this.last;
        this.keep();
      }
    });
    find('form-submit').addEventListener('click', () => this.hand(true));
    find('form-check').addEventListener('click', () => this.hand(false));
    find('form-discard').addEventListener('click', () => {
      this.done = true;
      clearTimeout(this.timer);
      this.draft.discard();
      window.location.reload();
    });
  }

  changedByHand() {
    this.touched = true;
    this.soon();
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.refresh(), PAUSE);
  }

  /** Brings everything beside the form in line with the answers. */
  refresh() {
    if (this.done) {
      return;
    }
    const response = read();
    if (response) {
      this.last = response;
    }
    const answers = answersOf(this.last);
    if (response) {
      this.calculate(response, answers);
      this.dates.show(datesOf(answers), (linkId) => this.age(linkId, answers));
      this.sources.show(answers);
      problems.outdate(answers);
      this.outdate(answers);
    }
    this.keep();
  }

  keep() {
    if (this.touched && this.last && !this.done) {
      this.draft.save({
        response: this.last, sources: this.sources.kept(), dates: this.dates.open(), numbers: this.numbers.unread(),
      });
      find('form-draft').hidden = false;
    }
  }

  /** A result belongs to the answers that gave it. */
  outdate(answers) {
    if (this.checked && this.checked !== stateOf(answers)) {
      this.checked = null;
      find('form-result').hidden = true;
    }
  }

  /** The gestation beside a date, as the server works it out; a date from which none follows is worth a look. */
  age(linkId, answers) {
    const group = this.form.groups.get(linkId);
    if (group === null || !(group in this.ages) || !answers.has(linkId)) {
      return null;
    }
    const days = this.ages[group];
    return days === null ? word('form.gestation.none') : word('form.gestation', weeksAndDays(days));
  }

  async calculate(response, answers) {
    const groups = new Set(this.form.calculated().map(([, group]) => group));
    const own = new Set(this.form.calculated().map(([linkId]) => linkId));
    const asked = this.dates.asked().filter((linkId) => groups.has(this.form.groups.get(linkId)));
    const state = sameness([...answers].filter(([linkId]) => groups.has(this.form.groups.get(linkId)) && !own.has(linkId))
      .flatMap(([linkId, given]) => [{ valueString: `${linkId} ${sameness(given)}` }])) + asked.join(' ');
    if (state === this.calculatedFor) {
      return;
    }
    this.calculatedFor = state;
    this.ages = {};
    if (asked.length) {
      // Nothing is counted from a date of which nobody has said yet which day it is.
      this.form.calculated().forEach(([linkId]) => fill(linkId, ''));
      this.sayOfCalculated(word('form.gestation.asked', this.form.text(asked[0])));
      return;
    }
    this.sayOfCalculated(word('form.gestation.waiting'));
    let result;
    try {
      this.calculating = calculated(sheet(response, response.item?.filter((item) => groups.has(item.linkId))));
      result = await this.calculating;
    } catch (refused) {
      if (!(refused instanceof Refused)) {
        throw refused;
      }
      if (this.calculatedFor === state) {
        this.calculateAgain(state, refused);
      }
      return;
    }
    if (this.calculatedFor !== state) {
      return;
    }
    this.refusals = 0;
    for (const [linkId, group] of this.form.calculated()) {
      const value = result.items[linkId] ?? null;
      this.ages[group] = value;
      fill(linkId, String(value ?? ''));
      notes.put(linkId, 'date', value === null ? null : make('p', { class: 'form-date' }, weeksAndDays(value)));
    }
    this.redrawDates();
  }

  redrawDates() {
    this.dates.show(datesOf(answersOf(this.last)), (linkId) => this.age(linkId, answersOf(this.last)));
  }

  sayOfCalculated(...content) {
    this.form.calculated().forEach(([linkId]) => notes.put(linkId, 'date', make('p', { class: 'form-date form-none' }, ...content)));
  }

  /** The server did not work it out: nothing that was worked out before stands, and it is asked again a few times. */
  calculateAgain(state, refused) {
    const ask = () => {
      if (this.calculatedFor === state) {
        this.calculatedFor = null;
        this.soon();
      }
    };
    this.form.calculated().forEach(([linkId]) => fill(linkId, ''));
    this.redrawDates();
    this.refusals = this.refusedFor === state ? this.refusals + 1 : 1;
    this.refusedFor = state;
    if (this.refusals <= AGAIN) {
      setTimeout(ask, Math.min(Math.max(refused.wait ?? WAIT, 1), LONGEST) * 1000);
    } else {
      this.refusals = 0;
      this.form.calculated().forEach(([linkId]) => notes.put(linkId, 'date', make('div', { class: 'form-date form-wrong' },
        make('p', {}, word('form.gestation.failed')), button(word('form.gestation.again'), ask))));
    }
  }

  /** Everything that this page can see to be wrong before the server is asked. */
  visible(answers) {
    const missing = this.form.required().filter(({ linkId }) => elementOf(linkId) && !answers.has(linkId))
      .map(({ linkId }) => [linkId, word('form.required')]);
    return [...missing, ...this.dates.blockers(), ...this.numbers.blockers(answers)].map(([linkId, text]) => ({ linkId, text }));
  }

  /** Hands the answers in, or has them checked only. */
  async hand(store) {
    if (this.busy) {
      return;
    }
    problems.forget(find('form-problems'));
    find('form-result').hidden = true;
    find('form-confirm').hidden = true;
    this.wait(true);
    try {
      this.numbers.settleAll();
      await this.dates.settleAll();
      this.refresh();
      await this.calculating?.catch(() => null);
      const response = read();
      const answers = answersOf(response);
      const wrong = response ? this.visible(answers) : [...this.visible(answers), { text: word('form.number.some') }];
      if (wrong.length) {
        problems.show(find('form-problems'), wrong, this.form, answers);
      } else if (store && this.sources.unconfirmed(answers).length) {
        this.askToConfirm(this.sources.unconfirmed(answers));
      } else {
        await this.send(response, store);
      }
    } catch (refused) {
      if (!(refused instanceof Refused)) {
        throw refused;
      }
      problems.show(find('form-problems'), problems.ofRefusal(refused, this.form), this.form, answersOf(this.last), problems.titleOf(refused, this.form));
    } finally {
      this.wait(false);
    }
  }

  async send(response, store) {
    const { now } = await calculated(sheet(response, []));
    response.status = 'completed';
    response.language = language;
    response.authored = now;
    response.subject = door.subject();
    this.sources.mark(response);
    if (!store) {
      this.checked = null;
      assessment.show(find('form-result'), await assess(response), this.form, null);
      this.checked = stateOf(answersOf(this.last));
      return;
    }
    const { stored, later } = await submit(response);
    this.done = true;
    clearTimeout(this.timer);
    this.draft.discard();
    find('form-work').hidden = true;
    find('form-note').hidden = true;
    host().replaceChildren();
    if (later) {
      assessment.showNone(find('form-result'), stored.id, false);
      return;
    }
    try {
      assessment.show(find('form-result'), await assess(stored), this.form, stored.id);
    } catch (failure) {
      assessment.showNone(find('form-result'), stored.id, true);
      if (!(failure instanceof Refused)) {
        throw failure;
      }
    }
  }

  /** Prefilled answers need a person who says that they are right. */
  askToConfirm(linkIds) {
    const box = find('form-confirm');
    const items = linkIds.map((linkId) => {
      const link = make('a', { href: '#form-host' }, this.form.text(linkId));
      link.addEventListener('click', (event) => {
        event.preventDefault();
        focusOn(linkId);
      });
      return make('li', {}, link, ': ', this.sources.value(linkId));
    });
    box.replaceChildren(make('h2', {}, word('form.confirm.title', linkIds.length)), make('p', {}, word('form.confirm.text')), make('ul', {}, ...items),
      button(word('form.confirm.all'), () => {
        this.sources.confirmAll(linkIds);
        box.hidden = true;
        this.hand(true);
      }, { class: 'primary' }));
    box.hidden = false;
    box.focus();
    box.scrollIntoView({ block: 'start' });
  }

  wait(busy) {
    this.busy = busy;
    find('form-status').textContent = busy ? word('form.busy') : '';
    ['form-submit', 'form-check'].forEach((id) => { find(id).setAttribute('aria-disabled', String(busy)); });
  }
}

function say(id, text, className = '') {
  const node = find(id);
  node.textContent = text;
  node.className = className;
  node.hidden = false;
}

/** Puts a number that the server worked out into its field. */
function fill(linkId, text) {
  const field = fieldOf(linkId);
  if (field && field.value !== text) {
    type(field, text);
  }
}

/** A response with these items only, about nobody. */
function sheet(response, item) {
  return { resourceType: 'QuestionnaireResponse', questionnaire: response.questionnaire, status: 'in-progress', ...(item?.length ? { item } : {}) };
}

/** A populated response as the renderer takes it: answers only, also no item that has nothing but a hint. */
function bare(response) {
  const copy = structuredClone(response);
  delete copy.contained;
  delete copy.extension;
  answersOf(copy).forEach((answers) => answers.forEach((answer) => { delete answer.extension; }));
  copy.item = answered(copy.item);
  return copy;
}

function answered(items) {
  return (items ?? []).map(({ extension, item, ...rest }) => (item ? { ...rest, item: answered(item) } : rest))
    .filter((one) => one.answer || one.item?.length);
}

function stateOf(answers) {
  return JSON.stringify([...answers].map(([linkId, given]) => [linkId, sameness(given)]));
}

function datesOf(answers) {
  return new Map([...answers].filter(([, given]) => given[0].valueDate).map(([linkId, given]) => [linkId, given[0].valueDate]));
}

if (host()) {
  new Page().start().catch((failure) => {
    say('form-note', failure instanceof Refused ? problems.ofStatus(failure.status).text : word('form.failed.draw', failure.message), 'problem');
    find('form-loading').hidden = true;
  });
}

/** The renderer speaks English and leaves some fields without a name: mended here, as far as the page can reach. */

import { host, linkIdOf } from './renderer.js';
import { language, word } from '../shared/words.js';

const ATTRIBUTES = ['aria-label', 'placeholder', 'title'];
const WATCHED = [...ATTRIBUTES, 'aria-controls', 'aria-labelledby'];

const PATTERNS = [
  [/^Help button for (.*)$/s, 'form.renderer.help'],
  [/^Help for question (.*)$/s, 'form.renderer.help'],
  [/^Checkbox (.*) for (.*)$/s, 'form.renderer.option'],
  [/^Required$/, 'form.renderer.required'],
  [/^MM\/DD\/YYYY$/, 'form.renderer.date'],
  [/^Type a number$/, 'form.renderer.number'],
  [/^Select one$/, 'form.renderer.select'],
  [/^question-circle$/, 'form.renderer.icon.help'],
  [/^close-circle$/, 'form.renderer.icon.clear'],
  [/^calendar$/, 'form.renderer.icon.calendar'],
  [/^Today$/, 'form.renderer.today'],
  [/^Instruction$/, 'form.renderer.help.title'],
  [/^Last year \(.*\)$/, 'form.renderer.year.before'],
  [/^Next year \(.*\)$/, 'form.renderer.year.after'],
  [/^Previous month \(.*\)$/, 'form.renderer.month.before'],
  [/^Next month \(.*\)$/, 'form.renderer.month.after'],
  [/^Choose a month$/, 'form.renderer.month'],
  [/^Choose a year$/, 'form.renderer.year'],
];

/** Names of months and weekdays in the calendar, from English to the language of the page. */
function calendarNames() {
  const names = new Map();
  if (language === 'en') {
    return names;
  }
  const both = (options, day, cut) => {
    const name = (tag) => new Intl.DateTimeFormat(tag, { ...options, timeZone: 'UTC' }).format(day);
    names.set(cut ? name('en').slice(0, cut) : name('en'), cut ? name(language).slice(0, cut) : name(language));
  };
  for (let month = 0; month < 12; month += 1) {
    both({ month: 'short' }, new Date(Date.UTC(2026, month, 1)));
    both({ month: 'long' }, new Date(Date.UTC(2026, month, 1)));
  }
  for (let day = 0; day < 7; day += 1) {
    both({ weekday: 'short' }, new Date(Date.UTC(2026, 5, 1 + day)), 2);
    both({ weekday: 'short' }, new Date(Date.UTC(2026, 5, 1 + day)));
  }
  return names;
}

const names = calendarNames();

/** A text of the renderer in the language of the page; the same text if it is none of them. */
function translated(text) {
  for (const [pattern, key] of PATTERNS) {
    const found = pattern.exec(text);
    if (found) {
      return word(key, ...found.slice(1));
    }
  }
  return names.get(text) ?? text;
}

function mendAttributes(node) {
  for (const name of ATTRIBUTES) {
    const text = node.getAttribute(name);
    const better = text && translated(text.trim());
    if (better && better !== text.trim()) {
      node.setAttribute(name, better);
    }
  }
  const controls = node.getAttribute('aria-controls');
  if (controls && !document.getElementById(controls)) {
    node.removeAttribute('aria-controls');
  }
}

function mendText(text) {
  if (text.parentElement?.closest('.cdk-overlay-container')) {
    const better = translated(text.data.trim());
    if (better !== text.data.trim()) {
      text.data = better;
    }
  }
}

function mend(root) {
  if (root.nodeType === Node.TEXT_NODE) {
    mendText(root);
    return;
  }
  if (root.nodeType !== Node.ELEMENT_NODE) {
    return;
  }
  mendAttributes(root);
  root.querySelectorAll(WATCHED.map((name) => `[${name}]`).join(',')).forEach(mendAttributes);
  if (root.closest('.cdk-overlay-container')) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      mendText(walker.currentNode);
    }
  }
}

/** Names for what has none: units beside numbers, groups as headings. */
export function nameFields(form) {
  host().querySelectorAll('input[id^="unit_"]').forEach((unit) => {
    const name = word('form.unit', form.text(linkIdOf(unit)));
    if (unit.getAttribute('aria-label') !== name) {
      unit.setAttribute('aria-label', name);
      unit.removeAttribute('aria-labelledby');
    }
  });
  host().querySelectorAll('lhc-item[id^="item-"]').forEach((item) => {
    if (form.item(linkIdOf(item))?.type === 'group') {
      const heading = item.querySelector('.lhc-question');
      heading?.setAttribute('role', 'heading');
      heading?.setAttribute('aria-level', '2');
    }
  });
}

/** Mends everything, now and whenever the renderer adds something. */
export function watchPhrases() {
  mend(document.body);
  new MutationObserver((changes) => changes.forEach((change) => {
    if (change.type === 'attributes') {
      mendAttributes(change.target);
    } else if (change.type === 'characterData') {
      mendText(change.target);
    } else {
      change.addedNodes.forEach(mend);
    }
  })).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: WATCHED });
}

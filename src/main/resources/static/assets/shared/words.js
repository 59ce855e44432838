/** The words of the page in its language. They come with the page; scripts hold none. */

const texts = JSON.parse(document.getElementById('texts').textContent);

/** The language of the page: en or es. */
export const language = document.documentElement.lang || 'en';

/** Whether there is a text for a key. */
export const has = (key) => texts[key] !== undefined;

/** The text of a key, with {0}, {1} … filled in. */
export function word(key, ...values) {
  if (!has(key)) {
    throw new Error(`No text for ${key}`);
  }
  return texts[key].replace(/\{(\d)\}/g, (whole, index) => values[Number(index)] ?? whole);
}

/** The text of a key, or of another where there is none. */
export function wordOr(key, otherwise, ...values) {
  return word(has(key) ? key : otherwise, ...values);
}

const DAY = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' };
const plain = new Intl.DateTimeFormat(language, DAY);
const long = new Intl.DateTimeFormat(language, { ...DAY, weekday: 'long' });
const month = new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' });

/** A date YYYY-MM-DD in words, so that day and month cannot be mistaken for each other. */
export function inWords(date, format = long) {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? format.format(new Date(`${date}T00:00:00Z`)) : date;
}

/** A date as FHIR writes it, or the day of a moment, in words without the weekday; a month or a year stays one. */
export function inBrief(date) {
  const day = date.slice(0, 10);
  return /^\d{4}-\d\d$/.test(day) ? inWords(`${day}-01`, month) : inWords(day, plain);
}

/** A number of days as weeks and days. */
export function weeksAndDays(days) {
  return word('shared.weeks', Math.floor(days / 7), days % 7);
}

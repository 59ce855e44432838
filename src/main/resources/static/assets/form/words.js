/** The words of the page in its language. They come with the page; scripts hold none. */

const texts = JSON.parse(document.getElementById('texts').textContent);

/** The language of the page: en or es. */
export const language = document.documentElement.lang || 'en';

/** The text of a key, with {0}, {1} … filled in. */
export function word(key, ...values) {
  const text = texts[key];
  if (text === undefined) {
    throw new Error(`No text for ${key}`);
  }
  return text.replace(/\{(\d)\}/g, (whole, index) => values[Number(index)] ?? whole);
}

/** The text of a key, or of another where there is none. */
export function wordOr(key, otherwise, ...values) {
  return word(texts[key] === undefined ? otherwise : key, ...values);
}

const long = new Intl.DateTimeFormat(language, {
  weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC',
});

/** A date YYYY-MM-DD in words, so that day and month cannot be mistaken for each other. */
export function inWords(date) {
  return /^\d{4}-\d\d-\d\d$/.test(date) ? long.format(new Date(`${date}T00:00:00Z`)) : date;
}

/** A number of days as weeks and days. */
export function weeksAndDays(days) {
  return word('form.weeks', Math.floor(days / 7), days % 7);
}

/** How a typed date is read. No DOM here. */

const ISO = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/;
const YEAR_LAST = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/;

function date(year, month, day) {
  const found = new Date(Date.UTC(year, month - 1, day));
  const same = found.getUTCFullYear() === year && found.getUTCMonth() === month - 1 && found.getUTCDate() === day;
  return same && year >= 1900 && year < 2200 ? found.toISOString().slice(0, 10) : null;
}

/**
 * Reads what somebody typed: {date}, or {date, other} where it can mean two days (month first, day first), or null where
 * it is no date.
 */
export function interpret(text) {
  const iso = ISO.exec(text.trim());
  if (iso) {
    const [, year, month, day] = iso.map(Number);
    const found = date(year, month, day);
    return found ? { date: found } : null;
  }
  const parts = YEAR_LAST.exec(text.trim());
  if (!parts) {
    return null;
  }
  const [, first, second, year] = parts.map(Number);
  const monthFirst = date(year, first, second);
  const dayFirst = date(year, second, first);
  if (monthFirst && dayFirst && monthFirst !== dayFirst) {
    return { date: monthFirst, other: dayFirst };
  }
  return monthFirst || dayFirst ? { date: monthFirst ?? dayFirst } : null;
}

/** A date as the renderer takes it: month, day, year. */
export function asTyped(found) {
  const [year, month, day] = found.split('-');
  return `${month}/${day}/${year}`;
}

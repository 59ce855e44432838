/*
 * Values of the second engine as plain JSON, and how they are compared.
 */

/** A null inside a tuple or a list is left out, as on the other side. */
export function plain(value) {
  if (value === null || value === undefined) return undefined;
  if (Array.isArray(value)) return value.map(plain).filter(element => element !== undefined);
  if (value.isDateTime) return value.toJSDate().toISOString().replace('.000Z', 'Z');
  if (value.isDate) return value.toString();
  if (value.isCode) return `${value.system}|${value.code}`;
  if (typeof value === 'object') {
    return Object.fromEntries(Object.entries(value)
      .map(([name, element]) => [name, plain(element)])
      .filter(([, element]) => element !== undefined));
  }
  return value;
}

/** Decimals of CQL have eight places; the second engine counts in binary fractions. */
const sameNumber = (a, b) => Math.abs(a - b) < 1e-8;

/** The other side writes a quantity as CQL does: 22.0 'mm'. */
const quantity = text => (typeof text === 'string' ? /^(-?\d+(?:\.\d+)?) '([^']*)'$/.exec(text) : null);

function same(a, b) {
  const written = quantity(a);
  if (written && b && typeof b === 'object') return sameNumber(Number(written[1]), b.value) && written[2] === b.unit;
  if (typeof a === 'number' && typeof b === 'number') return sameNumber(a, b);
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((element, i) => same(element, b[i]));
  if (a && b && typeof a === 'object' && typeof b === 'object' && Array.isArray(a) === Array.isArray(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].every(name => same(a[name], b[name]));
  }
  return a === b;
}

/** One sentence for each define that differs. */
export function differences(library, expected, found) {
  return [...new Set([...Object.keys(expected), ...Object.keys(found)])].sort()
    .filter(name => !same(expected[name], found[name]))
    .map(name => `${library}."${name}": the Java engine says ${text(expected[name])}, the second engine ${text(found[name])}`);
}

const text = value => (value === undefined ? 'null' : JSON.stringify(value));

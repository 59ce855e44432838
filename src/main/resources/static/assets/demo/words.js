/* Words: those of the page's own controls come with the page, those about a patient from the artifacts on /fhir. */

const texts = JSON.parse(document.getElementById('texts').textContent);

/** The language of page and cards. */
export const language = document.documentElement.lang;

/** A text of the page, its places {0}, {1} … filled. */
export function text(key, ...values) {
  const found = texts[`demo.${key}`];
  if (found === undefined) return key;
  return found.replace(/\{(\d)\}/g, (place, number) => values[number] ?? '');
}

export const has = key => texts[`demo.${key}`] !== undefined;

const systems = new Map();

/** Reads the labels of these CodeSystems once. */
export async function readLabels(...ids) {
  const answer = await fetch(`/fhir/CodeSystem?_id=${ids.join(',')}&_count=${ids.length}`, {
    headers: { Accept: 'application/fhir+json' } });
  if (!answer.ok) throw new Error(`GET /fhir/CodeSystem: ${answer.status}`);
  const bundle = await answer.json();
  for (const { resource } of bundle.entry ?? []) {
    systems.set(resource.id, new Map((resource.concept ?? []).map(concept => [concept.code, inLanguage(concept)])));
  }
}

function inLanguage(concept) {
  return concept.designation?.find(each => each.language === language)?.value ?? concept.display;
}

/** The label of a code; the code itself where there is none. */
export const label = (system, code) => systems.get(system)?.get(code) ?? code;

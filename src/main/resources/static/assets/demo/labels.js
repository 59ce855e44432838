/* Words about a patient: the labels of codes, from the artifacts on /fhir. */
import { language } from '../shared/words.js';

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

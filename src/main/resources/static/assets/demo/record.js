/* What stands on the record, as it was read for the call: one line for each resource, with its date. */
import { make } from '../shared/dom.js';
import { has, inBrief, word, wordOr } from '../shared/words.js';

const words = concept => concept?.text ?? concept?.coding?.map(each => each.display ?? each.code).find(Boolean);

const DATES = ['effectiveDateTime', 'onsetDateTime', 'recordedDate', 'performedDateTime', 'authored', 'authoredOn', 'sent', 'date'];

function dated(resource) {
  const name = DATES.find(each => resource[each]);
  return name ? resource[name] : resource.effectivePeriod?.start ?? resource.performedPeriod?.start ?? resource.period?.start;
}

function what(resource) {
  if (resource.resourceType === 'QuestionnaireResponse') return word('demo.record.form');
  return words(resource.code) ?? words(resource.category?.[0]) ?? resource.id;
}

const state = code => has(`demo.status.${code}`) ? word(`demo.status.${code}`) : code;

function value(resource) {
  const quantity = resource.valueQuantity;
  return [
    quantity && `${quantity.value} ${quantity.unit ?? quantity.code ?? ''}`.trim(),
    resource.valueDateTime && inBrief(resource.valueDateTime),
    words(resource.valueCodeableConcept),
    resource.valueString,
    words(resource.method),
    words(resource.verificationStatus),
    resource.status && state(resource.status),
  ].filter(Boolean).join(', ');
}

/** Made out of the answers of a form: the same fact a second time (CodeSystem record-origin). */
const isFromForm = resource => resource.meta?.tag?.some(tag => tag.system?.endsWith('/record-origin'));

/** @param prefetched the data of a call */
export function showRecord(place, prefetched) {
  const resources = Object.values(prefetched).filter(each => each.resourceType === 'Bundle')
    .flatMap(bundle => (bundle.entry ?? []).map(entry => entry.resource))
    .sort((one, other) => (dated(other) ?? '').localeCompare(dated(one) ?? ''));
  const own = resources.filter(each => !isFromForm(each));
  const derived = resources.filter(isFromForm);
  place.replaceChildren(own.length === 0 ? make('p', {}, word('demo.record.empty')) : lines(own),
    ...(derived.length === 0 ? [] : [
      make('details', {}, make('summary', {}, word('demo.record.derived', derived.length)), lines(derived))]));
}

const lines = resources => make('ul', { class: 'record' }, resources.map(resource => make('li', {},
  make('span', { class: 'date' }, dated(resource) ? inBrief(dated(resource)) : word('demo.record.undated')),
  make('span', {}, make('strong', {}, what(resource)), ' ', value(resource)),
  make('span', { class: 'kind' }, wordOr(`demo.record.${resource.resourceType}`, 'demo.record.other')),
  make('a', { href: `/fhir/${resource.resourceType}/${resource.id}` },
    make('span', { class: 'visually-hidden' }, `${resource.resourceType}/`), resource.id))));

/** Name, birth date and id. */
export function showPerson(place, patient) {
  const name = patient.name?.[0];
  place.replaceChildren(
    make('p', { class: 'person' },
      make('strong', {}, [...(name?.given ?? []), name?.family].filter(Boolean).join(' ') || patient.id),
      patient.birthDate ? make('span', {}, word('demo.born', inBrief(patient.birthDate))) : null,
      make('span', {}, word('demo.identifier', patient.id))));
}

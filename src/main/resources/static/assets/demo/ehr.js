/* What an EHR does: discovery, prefetch by the service's own templates, the call, feedback, and storing a draft. */
import { language } from '../shared/words.js';

const FHIR = { Accept: 'application/fhir+json', 'Cache-Control': 'no-cache' };
const MOST_PAGES = 20;

/** The services of discovery. */
export async function discover() {
  const { services } = await json(await fetch('/cds-services'));
  return services;
}

/** The context of a hook for one of the invented patients. */
export function context(hook, patientId) {
  const visit = { userId: 'Practitioner/demo-clinician', patientId };
  return hook === 'patient-view' ? visit : { ...visit, encounterId: `${patientId}-encounter` };
}

/** Every key that is not left out, read from /fhir. A key that cannot be read is left out, as EHRs do. */
export async function prefetch(service, values, leftOut) {
  const keys = Object.entries(service.prefetch ?? {}).filter(([key]) => !leftOut.has(key));
  const read = await Promise.all(keys.map(async ([key, template]) => {
    try {
      return [key, await readAll(filled(template, values))];
    } catch {
      return null;
    }
  }));
  return Object.fromEntries(read.filter(entry => entry !== null));
}

const filled = (template, values) => template.replace(/\{\{context\.(\w+)\}\}/g,
  (token, name) => encodeURIComponent(values[name] ?? ''));

/** A resource, or a searchset with all its pages put together. */
async function readAll(query) {
  const first = await json(await fetch(`/fhir/${query}`, { headers: FHIR, cache: 'no-store' }));
  if (first.resourceType !== 'Bundle') return first;
  const entry = [...(first.entry ?? [])];
  let page = first;
  for (let pages = 1; next(page) && pages < MOST_PAGES; pages++) {
    page = await json(await fetch(next(page), { headers: FHIR, cache: 'no-store' }));
    entry.push(...(page.entry ?? []));
  }
  const whole = { resourceType: 'Bundle', type: 'searchset', total: entry.length };
  if (entry.length > 0) whole.entry = entry;
  if (next(page)) whole.link = page.link;
  return whole;
}

/** The path only: the server may know itself under another name than the browser. */
function next(bundle) {
  const link = bundle.link?.find(each => each.relation === 'next');
  if (!link) return null;
  const { pathname, search } = new URL(link.url);
  return pathname + search;
}

/** The call itself. @return request, status, response as read, and the milliseconds it took */
export async function call(service, values, data) {
  const request = { hook: service.hook, hookInstance: crypto.randomUUID(), context: values, prefetch: data };
  const start = performance.now();
  const answer = await fetch(`/cds-services/${service.id}`, {
    method: 'POST', headers: { 'Content-Type': 'application/json', 'Accept-Language': language }, body: JSON.stringify(request) });
  const body = await answer.text();
  const took = performance.now() - start;
  return { service, request, status: answer.status, response: parsed(body), took };
}

function parsed(body) {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Sends feedback on one card. @return what was sent */
export async function feedback(service, item, today) {
  const body = { feedback: [{ ...item, outcomeTimestamp: `${today}T${new Date().toISOString().slice(11)}` }] };
  const answer = await fetch(`/cds-services/${service.id}/feedback`, {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  if (!answer.ok) throw new Error(await problem(answer));
  return body;
}

/** Stores a draft resource as the card brought it. @return its reference */
export async function store(resource) {
  const answer = await fetch(`/fhir/${resource.resourceType}`, {
    method: 'POST', headers: { 'Content-Type': 'application/fhir+json', Accept: 'application/fhir+json', Prefer: 'return=representation' },
    body: JSON.stringify(resource) });
  const stored = await json(answer);
  return `${stored.resourceType}/${stored.id}`;
}

export async function json(answer) {
  if (!answer.ok) throw new Error(await problem(answer));
  return answer.json();
}

/** What an OperationOutcome says, else the status. */
async function problem(answer) {
  return saying(parsed(await answer.text()), answer.status);
}

export function saying(body, status) {
  const sentences = (body?.issue ?? []).map(issue => issue.diagnostics ?? issue.details?.text).filter(Boolean);
  return sentences.length > 0 ? `${status}: ${sentences.join(' ')}` : String(status);
}

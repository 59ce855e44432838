/**
 * Who the page talks to. A door prefills, assesses and stores: the local one where this server asks nobody who they are,
 * the launched one after a launch from an EHR. What the form itself is, everybody may know.
 */

import { current } from '../launch/session.js';
import { language } from '../shared/words.js';

const FHIR = 'application/fhir+json';
const PAGE = window.location.pathname.replace(/\/$/, '');
const BASE = PAGE.replace(/\/forms\/[^/]+$/, '');

/** The server said no, or could not be asked (status 0). */
export class Refused extends Error {
  /** @param wait for how many seconds the server wants to be left alone, if it said so */
  constructor(status, outcome, wait = null) {
    super(`refused with ${status}`);
    this.status = status;
    this.outcome = outcome;
    this.wait = wait;
  }
}

async function ask(path, { body, type = FHIR, headers = {} } = {}) {
  let answer;
  try {
    answer = await fetch(path, {
      method: body ? 'POST' : 'GET',
      credentials: 'same-origin',
      headers: { Accept: `${FHIR}, application/json`, 'Accept-Language': language, ...(body ? { 'Content-Type': type } : {}), ...headers },
      body: body ? JSON.stringify(body) : undefined,
    });
  } catch {
    throw new Refused(0, null);
  }
  const text = await answer.text();
  let json = null;
  try {
    json = text ? JSON.parse(text) : null;
  } catch {
    json = null;
  }
  if (!answer.ok) {
    const wait = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
    throw new Refused(answer.status, json?.resourceType === 'OperationOutcome' ? json : null, Number.isNaN(wait) ? null : wait);
  }
  return { json, headers: answer.headers };
}

/** The form, ready to draw in a language. */
export async function loadForm(lang) {
  return (await ask(`${PAGE}/questionnaire?lang=${encodeURIComponent(lang)}`)).json;
}

/** What the form calculates from these answers, and the time of the server: {now, items}. */
export async function calculated(response) {
  return (await ask(`${PAGE}/calculated`, { body: response })).json;
}

function populatedOf(answer) {
  return answer?.resourceType === 'Parameters'
    ? answer.parameter?.find((one) => one.resource?.resourceType === 'QuestionnaireResponse')?.resource ?? null
    : answer;
}

/** For the person whose id stands in the address of the page; or for nobody. */
class LocalDoor {
  constructor(patient) {
    this.launched = false;
    this.patient = patient;
    this.owner = patient ?? '-';
    this.nobody = `urn:uuid:${crypto.randomUUID?.() ?? '00000000-0000-4000-8000-000000000000'}`;
  }

  subject() {
    return this.patient
      ? { reference: `Patient/${this.patient}` }
      : { identifier: { system: 'urn:ietf:rfc:3986', value: this.nobody } };
  }

  async person() {
    return (await ask(`${BASE}/fhir/Patient/${encodeURIComponent(this.patient)}`)).json;
  }

  async prefill(form) {
    const parameter = [{ name: 'canonical', valueCanonical: form.canonical }, { name: 'subject', valueReference: this.subject() }];
    return populatedOf((await ask(`${BASE}/fhir/Questionnaire/$populate`, { body: { resourceType: 'Parameters', parameter } })).json);
  }

  async assess(response) {
    if (response.id) {
      return (await ask(`${BASE}/fhir/QuestionnaireResponse/${encodeURIComponent(response.id)}/$assess`)).json;
    }
    const parameter = [{ name: 'response', resource: response }];
    return (await ask(`${BASE}/fhir/QuestionnaireResponse/$assess`, { body: { resourceType: 'Parameters', parameter } })).json;
  }

  async submit(response) {
    const answer = await ask(`${BASE}/fhir/QuestionnaireResponse`, { body: response, headers: { Prefer: 'return=representation' } });
    return { stored: answer.json, later: answer.headers.get('X-Assessment-Later') };
  }
}

/** For the person that an EHR opened the page for, with what the EHR let us have. */
class LaunchedDoor {
  constructor(session) {
    this.launched = true;
    this.session = session;
    this.patient = session.patient;
    this.owner = `${session.iss} ${session.patient}`;
  }

  subject() {
    return { reference: `Patient/${this.patient}` };
  }

  async person() {
    return (await this.call('patient')).json;
  }

  /** Whether the EHR's permission has run out. */
  get expired() {
    return current()?.expired ?? true;
  }

  /** A launch that has run out is not tried: the answer would be the same, later. */
  async call(what, response) {
    if (this.expired) {
      throw new Refused(401, null);
    }
    const { iss, patient, encounter, user, token } = this.session;
    return ask(`${BASE}/launched/${what}`, {
      body: { iss, patient, encounter, user, response },
      type: 'application/json',
      headers: { Authorization: `Bearer ${token}` },
    });
  }

  async prefill() {
    return populatedOf((await this.call('populate')).json);
  }

  async assess(response) {
    return (await this.call('assess', response)).json;
  }

  async submit(response) {
    const answer = await this.call('submit', response);
    return { stored: answer.json, later: answer.headers.get('X-Assessment-Later') };
  }
}

function opened() {
  const session = current();
  if (session) {
    return new LaunchedDoor(session);
  }
  const patient = new URLSearchParams(window.location.search).get('patient');
  return new LocalDoor(patient && /^[A-Za-z0-9.-]{1,64}$/.test(patient) ? patient : null);
}

/** The door of this page. */
export const door = opened();

/** The form filled from the record. */
export const prefill = (form) => door.prefill(form);

/** What the answers give, without storing them; of a stored response, what it gives now. */
export const assess = (response) => door.assess(response);

/** Stores the answers: {stored, later}. */
export const submit = (response) => door.submit(response);

/**
 * SMART App Launch of a public client with PKCE. The EHR that the address names is called only after our own server has
 * found it among the registered ones; the policy of the page allows no other call anyway.
 */
import { word } from '../shared/words.js';
import { forget, keep } from './session.js';

const PENDING = 'screening.launch.pending';
const USER = /(^|\/)(Practitioner|PractitionerRole|Patient|RelatedPerson)\/[A-Za-z0-9.-]{1,255}$/;
const place = document.getElementById('launch');
const query = new URLSearchParams(location.search);

/** Something that a person has to be told: the key of a sentence, and what it is about. */
class Told extends Error {
  constructor(key, about = '') {
    super(key);
    this.key = key;
    this.about = about;
  }
}

function tell(problem) {
  const known = problem instanceof Told ? problem : new Told('launch.error.unknown');
  document.getElementById('progress').hidden = true;
  document.querySelector('h1').textContent = word('launch.failed');
  document.getElementById('sentence').textContent = word(known.key);
  const about = document.getElementById('about');
  about.hidden = known.about === '';
  about.firstElementChild.textContent = known.about;
  document.getElementById('problem').hidden = false;
  document.getElementById('alone').hidden = false;
}

const base64url = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const random = () => base64url(crypto.getRandomValues(new Uint8Array(32)));

async function json(answer) {
  try {
    return await answer.json();
  } catch {
    return {};
  }
}

/** A call of the EHR: no cookies, nothing followed. A call that fails has no answer. */
async function ehr(address, options, key) {
  try {
    return await fetch(address, {
      ...options, credentials: 'omit', redirect: 'error', cache: 'no-store', referrerPolicy: 'no-referrer',
    });
  } catch {
    throw new Told(key, new URL(address).origin);
  }
}

async function registration(iss) {
  let answer;
  try {
    answer = await fetch('/launch/registration?' + new URLSearchParams({ iss }), { cache: 'no-store' });
  } catch {
    throw new Told('launch.error.server');
  }
  if (answer.status === 404) {
    throw new Told('launch.error.unregistered', iss);
  }
  if (!answer.ok) {
    throw new Told('launch.error.server');
  }
  return answer.json();
}

function originOf(address) {
  try {
    return new URL(address).origin;
  } catch {
    return null;
  }
}

async function discovery(iss, origins) {
  const answer = await ehr(
    iss.replace(/\/$/, '') + '/.well-known/smart-configuration',
    { headers: { Accept: 'application/json' } }, 'launch.error.discovery');
  const found = answer.ok ? await json(answer) : {};
  const places = [found.authorization_endpoint, found.token_endpoint].map(originOf);
  if (places.includes(null)) {
    throw new Told('launch.error.discovery', iss);
  }
  const stranger = places.find((origin) => !origins.includes(origin));
  if (stranger !== undefined) {
    throw new Told('launch.error.origin', stranger);
  }
  const methods = found.code_challenge_methods_supported;
  if (Array.isArray(methods) && !methods.includes('S256')) {
    throw new Told('launch.error.pkce', iss);
  }
  return found;
}

async function begin() {
  forget();
  const iss = query.get('iss');
  const launch = query.get('launch');
  if (!iss || !launch) {
    throw new Told('launch.error.no-launch');
  }
  const registered = await registration(iss);
  const found = await discovery(iss, registered.origins);
  const verifier = random();
  const state = `${registered.tenant}.${random()}`;
  const challenge = base64url(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  sessionStorage.setItem(PENDING, JSON.stringify({
    iss, state, verifier, tenant: registered.tenant, clientId: registered.clientId,
    redirectUri: registered.redirectUri, tokenEndpoint: found.token_endpoint, lang: document.documentElement.lang,
  }));
  const login = new URL(found.authorization_endpoint);
  Object.entries({
    response_type: 'code', client_id: registered.clientId, redirect_uri: registered.redirectUri,
    scope: registered.scope, state, aud: iss, launch, code_challenge: challenge, code_challenge_method: 'S256',
  }).forEach(([name, value]) => login.searchParams.set(name, value));
  location.replace(login);
}

/** Who is at the screen. The token came straight from the EHR, so its signature adds nothing here. */
function userOf(idToken) {
  try {
    const part = String(idToken).split('.')[1].replace(/-/g, '+').replace(/_/g, '/');
    const claims = JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(part), (c) => c.charCodeAt(0))));
    const user = claims.fhirUser ?? claims.profile;
    return typeof user === 'string' && USER.test(user) ? user : undefined;
  } catch {
    return undefined;
  }
}

/** The form that a card named, if this server has it; else the screening form. */
function formFor(appContext) {
  const named = (place.dataset.forms ?? '').split(' ').find((form) => form !== '' && form === appContext);
  return named === undefined ? place.dataset.form : place.dataset.form.replace(/[^/]+$/, named);
}

async function finish() {
  const pending = JSON.parse(sessionStorage.getItem(PENDING) ?? 'null');
  sessionStorage.removeItem(PENDING);
  if (pending === null || query.get('state') !== pending.state) {
    throw new Told('launch.error.state');
  }
  if (query.has('error') || !query.get('code')) {
    throw new Told('launch.error.denied', query.get('error') ?? '');
  }
  const answer = await ehr(pending.tokenEndpoint, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams({
      grant_type: 'authorization_code', code: query.get('code'), redirect_uri: pending.redirectUri,
      client_id: pending.clientId, code_verifier: pending.verifier,
    }),
  }, 'launch.error.token');
  const given = answer.ok ? await json(answer) : {};
  if (typeof given.access_token !== 'string' || String(given.token_type).toLowerCase() !== 'bearer') {
    throw new Told('launch.error.token', pending.iss);
  }
  if (typeof given.patient !== 'string' || given.patient === '') {
    throw new Told('launch.error.patient');
  }
  const mark = keep({
    iss: pending.iss, tenant: pending.tenant, patient: given.patient, encounter: given.encounter,
    user: userOf(given.id_token), appContext: given.appContext, token: given.access_token,
    needPatientBanner: given.need_patient_banner !== false,
  }, Number(given.expires_in) || 300);
  location.replace(`${formFor(given.appContext)}?${mark}&lang=${encodeURIComponent(pending.lang)}`);
}

try {
  if (!globalThis.crypto?.subtle) {
    throw new Told('launch.error.insecure');
  }
  await (place.dataset.step === 'begin' ? begin() : finish());
} catch (problem) {
  tell(problem);
}

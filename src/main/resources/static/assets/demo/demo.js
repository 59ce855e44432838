/* The demo page: a patient, a day, an event, and the answer. */
import { call, context, discover, json, prefetch, saying } from './ehr.js';
import { make } from '../shared/dom.js';
import { inBrief, inWords, word } from '../shared/words.js';
import { readLabels } from './labels.js';
import { assessmentOf, showAssessment } from './assessment.js';
import { showCard } from './cards.js';
import { showPerson, showRecord } from './record.js';
import { showTimeline } from './timeline.js';
import { wire } from './wire.js';

const at = id => document.getElementById(id);
const choice = at('patient');
const said = at('said');
let services = [];
/** Count what was begun: what comes after something newer of its kind was begun is not shown. */
let opened = 0;
let visited = 0;

const patient = () => choice.value;
const leftOut = () => new Set([...at('key-list').querySelectorAll('input:checked')].map(box => box.value));

async function start() {
  choice.addEventListener('change', open);
  at('day').addEventListener('submit', event => { event.preventDefault(); move('PUT'); });
  at('day-back').addEventListener('click', () => move('DELETE'));
  at('today').addEventListener('input', spellDay);
  spellDay();
  [services] = await Promise.all([discover(),
    readLabels('chart-mark', 'screening-answer', 'screening-item', 'tier', 'route', 'card-topic')]);
  services.sort((one, other) => order(one) - order(other));
  at('events').append(...services.map(service => make('button', { type: 'button', class: 'primary', 'data-hook': service.hook,
    title: service.title, onclick: () => visit(service) }, name(service))));
  const keys = [...new Set(services.flatMap(service => Object.keys(service.prefetch ?? {})))];
  at('key-list').append(...keys.map(key => make('label', { class: 'key' },
    make('input', { type: 'checkbox', value: key }), ` ${word('demo.keys.leave', key)}`)));
  document.querySelectorAll('.controls :disabled').forEach(each => { each.disabled = false; });
  const asked = new URLSearchParams(location.search).get('patient');
  if (asked && [...choice.options].some(option => option.value === asked)) choice.value = asked;
  await open();
}

const HOOKS = ['encounter-start', 'patient-view', 'encounter-discharge'];
const order = service => (HOOKS.indexOf(service.hook) + HOOKS.length + 1) % (HOOKS.length + 1);
const name = service => HOOKS.includes(service.hook) ? word(`demo.event.${service.hook}`) : service.title;

const shown = open => ['chart', 'visit', 'facts'].forEach(id => { at(id).hidden = !open; });

/** Opens the chart of the patient chosen. */
async function open() {
  const mine = ++opened;
  visited++;
  remember();
  at('answer').replaceChildren();
  said.textContent = '';
  shown(Boolean(patient()));
  if (!patient()) return;
  const values = context('patient-view', patient());
  const [drawn, data] = await Promise.all([
    fetch(`/demo/chart/${encodeURIComponent(patient())}`),
    prefetch(services[0], values, new Set())]);
  if (mine !== opened) return;
  if (drawn.status === 404) {
    shown(false);
    said.textContent = word('demo.patient.missing');
    return;
  }
  if (data.patient) showPerson(at('person'), data.patient);
  showRecord(at('record'), data);
  const body = await drawn.json().catch(() => ({}));
  if (mine !== opened) return;
  if (!drawn.ok || !body.chart) {
    at('timeline').replaceChildren(make('p', { class: 'problem' }, word('demo.chart.failed', saying(body, drawn.status))));
    return;
  }
  showTimeline(at('timeline'), body.chart);
  if (body.notRead.length > 0) at('timeline').prepend(make('p', { class: 'problem' }, word('demo.chart.not-read', body.notRead.join(', '))));
}

/** The address names the patient, and so do the links to the other language. */
function remember() {
  const address = new URL(location.href);
  if (patient()) address.searchParams.set('patient', patient());
  else address.searchParams.delete('patient');
  history.replaceState(null, '', address);
  const form = new URL(at('to-form').href);
  form.searchParams.set('patient', patient());
  at('to-form').href = form.pathname + form.search;
  for (const link of document.querySelectorAll('a[data-language]')) {
    address.searchParams.set('lang', link.dataset.language);
    link.href = address.pathname + address.search;
  }
}

/** The event: reads the record, calls the service, shows the answer. */
async function visit(service) {
  const mine = ++visited;
  const answer = at('answer');
  said.textContent = word('demo.calling', name(service));
  answer.setAttribute('aria-busy', 'true');
  try {
    const values = context(service.hook, patient());
    const start = performance.now();
    const data = await prefetch(service, values, leftOut());
    const read = Math.round(performance.now() - start);
    const done = await call(service, values, data);
    if (mine === visited) show(done, read);
  } catch {
    if (mine === visited) {
      said.textContent = '';
      answer.replaceChildren(make('p', { class: 'problem' }, word('demo.failed.unreached')));
    }
  } finally {
    answer.removeAttribute('aria-busy');
  }
}

function show({ service, request, status, response, took }, read) {
  const answer = at('answer');
  const bytes = wire(['request', request], ['response', response]);
  if (status !== 200) {
    said.textContent = '';
    answer.replaceChildren(make('p', { class: 'problem' }, word('demo.failed', saying(response, status))), bytes);
    look(answer);
    return;
  }
  const cards = response.cards;
  const called = cards.length === 0 ? 'demo.called.none' : cards.length === 1 ? 'demo.called.one' : 'demo.called';
  said.textContent = word(called, name(service), cards.length, Math.round(took), read);
  const assessment = assessmentOf(response);
  const about = { service, today: assessment?.today ?? at('today').value,
    sent: body => bytes.add('feedback', body) };
  answer.replaceChildren(
    ...(cards.length > 0 ? cards.map((card, number) => showCard(card, number, about))
      : [make('div', { class: 'no-card' }, make('h3', {}, word('demo.none')), make('p', {}, word(assessment?.suppressed ? 'demo.none.kept' : 'demo.none.what')))]),
    showAssessment(assessment), bytes);
  look(answer);
}

/** Reading goes on at the answer; the page moves only where the answer would be out of sight. */
function look(answer) {
  answer.focus({ preventScroll: true });
  if (answer.getBoundingClientRect().top > innerHeight / 2) answer.scrollIntoView();
}

/** The day in words: the field shows it as the browser's own country writes it. */
function spellDay() {
  at('today-words').textContent = inWords(at('today').value);
}

/** Moves the day of the server, or puts it back. */
async function move(method) {
  const day = at('today').value;
  const request = method === 'PUT'
    ? { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify({ today: day }) } : { method };
  try {
    const { today, moved } = await json(await fetch('/demo/today', request));
    at('today').value = today;
    spellDay();
    await open();
    said.textContent = word(moved ? 'demo.today.moved' : 'demo.today.same', inBrief(today));
  } catch (failure) {
    said.textContent = word('demo.today.refused', failure.message);
  }
}

await start();

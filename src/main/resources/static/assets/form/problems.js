/** What is wrong, in a list at the top with links to the items, and beside each item. */

import { door } from './api.js';
import { make } from '../shared/dom.js';
import { clear, put } from './notes.js';
import { sameness } from './questionnaire.js';
import { elementOf, focusOn } from './renderer.js';
import { language, word } from '../shared/words.js';

/** The problems of an OperationOutcome, as {linkId, text, lang}. */
export function ofOutcome(outcome, form) {
  return (outcome?.issue ?? []).filter((issue) => issue.severity !== 'information' && issue.severity !== 'warning').map((issue) => {
    const said = issue.diagnostics ?? issue.details?.text ?? '';
    const linkId = form.item(issue.details?.text) ? issue.details.text : undefined;
    const rule = linkId && form.rule(linkId, /\[([^[\]]+)\]\s*$/.exec(said)?.[1]);
    return rule
      ? { linkId, text: rule }
      : { linkId, text: linkId && said.startsWith(`${linkId}: `) ? said.slice(linkId.length + 2) : said, lang: outcome.language ?? 'en' };
  });
}

const LOGIN = door.launched ? 'form.failed.launch' : 'form.failed.login';
const KNOWN = { 0: 'form.failed.away', 401: LOGIN, 403: LOGIN, 429: 'form.failed.busy', 503: 'form.failed.busy' };

/** What a status means, and how to go on. */
export function ofStatus(status) {
  return { text: word(KNOWN[status] ?? 'form.failed.other', status) };
}

/** The problems of a refusal: what it means where the server's words say less or speak another language, and then those. */
export function ofRefusal(refused, form) {
  const said = ofOutcome(refused.outcome, form);
  return sayEnough(refused, said) ? said : [ofStatus(refused.status), ...said];
}

function sayEnough(refused, said) {
  return said.length > 0 && !(refused.status in KNOWN) && said.every((one) => (one.lang ?? language) === language);
}

/** The heading over a refusal: there may be nothing to correct. */
export function titleOf(refused, form) {
  return sayEnough(refused, ofOutcome(refused.outcome, form)) ? undefined : word('form.problems.refused');
}

function worded(problem) {
  return make('span', problem.lang && problem.lang !== language ? { lang: problem.lang } : {}, problem.text);
}

/** What the answers were to which a problem belongs, by linkId. */
const about = new Map();

/** Takes away the problems beside items whose answers have changed since. */
export function outdate(answers) {
  for (const [linkId, before] of about) {
    if (sameness(answers.get(linkId)) !== before) {
      about.delete(linkId);
      put(linkId, 'problem', null);
    }
  }
}

const counted = (number) => (number === 1 ? word('form.problems.one') : word('form.problems.many', number));

/** Shows problems and moves the focus to their list. */
export function show(box, problems, form, answers, title = counted(problems.length)) {
  clear('problem');
  about.clear();
  const list = make('ul', {});
  for (const problem of problems) {
    const place = problem.linkId && elementOf(problem.linkId);
    if (!place) {
      list.append(make('li', {}, problem.linkId ? `${form.text(problem.linkId)}: ` : null, worded(problem)));
      continue;
    }
    const link = make('a', { href: `#${encodeURIComponent(place.id)}` }, form.text(problem.linkId));
    link.addEventListener('click', (event) => {
      event.preventDefault();
      focusOn(problem.linkId);
    });
    list.append(make('li', {}, link, ': ', worded(problem)));
    about.set(problem.linkId, sameness(answers.get(problem.linkId)));
    put(problem.linkId, 'problem', make('p', { class: 'form-problem' }, worded(problem)));
  }
  box.replaceChildren(make('h2', {}, title), list);
  box.hidden = false;
  box.focus();
  box.scrollIntoView({ block: 'start' });
}

/** Takes all problems away. */
export function forget(box) {
  clear('problem');
  box.replaceChildren();
  box.hidden = true;
}

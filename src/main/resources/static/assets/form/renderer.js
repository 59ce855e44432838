/** The one place that knows LForms: draws the form, reads its answers, finds an item's place on the page. */

const HOST = 'form-host';
const STEP = 50;
const PATIENCE = 400;

export const host = () => document.getElementById(HOST);

async function ready() {
  for (let tried = 0; !window.LForms?.FHIR?.R4; tried += 1) {
    if (tried > PATIENCE) {
      throw new Error('LForms');
    }
    await new Promise((done) => { setTimeout(done, STEP); });
  }
}

/** Draws a Questionnaire, filled with a response where one is given. Fails with a list of what could not be loaded. */
export async function draw(questionnaire, response) {
  await ready();
  const options = { fhirVersion: 'R4' };
  if (response) {
    options.questionnaireResponse = response;
  }
  await window.LForms.Util.addFormToPage(structuredClone(questionnaire), HOST, options);
}

/**
 * The answers as they stand, or null while a field holds something that is no number: the renderer then gives nothing
 * at all. What the renderer adds for itself (a profile that does not exist, a tag) is taken out.
 */
export function read() {
  const response = window.LForms.Util.getFormFHIRData('QuestionnaireResponse', 'R4', `#${HOST}`);
  if (!response) {
    return null;
  }
  delete response.meta;
  delete response.subject;
  return response;
}

/**
 * A radio button chosen with the keyboard: the renderer takes the choice over and then keeps the browser from ticking the
 * button, so that it looks chosen and is read out as not chosen. It is ticked as it looks.
 */
export function watchRadios() {
  host().addEventListener('click', (event) => {
    const item = event.target.closest('lhc-item');
    setTimeout(() => item?.querySelectorAll('input[type="radio"]').forEach((radio) => {
      radio.checked = radio.closest('.ant-radio-wrapper')?.classList.contains('ant-radio-wrapper-checked') ?? radio.checked;
    }));
  }, true);
}

/** The linkId of the item that a node stands in. */
export function linkIdOf(node) {
  const item = node.closest?.('lhc-item[id^="item-"]');
  return item ? item.id.slice('item-'.length).replace(/(\/\d+)+$/, '') : null;
}

/** All items on the page, as [linkId, element]. */
export function drawn() {
  return [...host().querySelectorAll('lhc-item[id^="item-"]')].map((item) => [linkIdOf(item), item]);
}

/** The element of an item; null while the item is not asked. */
export function elementOf(linkId) {
  return host().querySelector(`lhc-item[id^="item-${CSS.escape(linkId)}/"]`);
}

/** The text field of an item. */
export function fieldOf(linkId) {
  return elementOf(linkId)?.querySelector('.lhc-de-input-unit input[type="text"], lhc-item-date input') ?? null;
}

/** What can take the focus and be described: the group of options, or the field. */
export function controlOf(linkId) {
  const item = elementOf(linkId);
  return item?.querySelector('.lhc-de-input-unit [role="radiogroup"], .lhc-de-input-unit input') ?? item;
}

/** Puts the focus on an item, as a person would who looks for it. */
export function focusOn(linkId) {
  const item = elementOf(linkId);
  item?.scrollIntoView({ block: 'center' });
  item?.querySelector('.lhc-de-input-unit input:not([disabled]), input:not([disabled]), button')?.focus({ preventScroll: true });
}

/** Types into a field as a person would. */
export function type(field, text) {
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Empties a date field; the renderer takes no other way as "no date". */
export function clearDate(linkId) {
  elementOf(linkId)?.querySelector('.ant-picker-clear')?.click();
}

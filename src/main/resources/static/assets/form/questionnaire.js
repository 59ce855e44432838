/** What the page has to know of the Questionnaire beside drawing it. */

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';

/** An index of a Questionnaire by linkId. */
export class FormIndex {
  constructor(questionnaire) {
    this.canonical = `${questionnaire.url}|${questionnaire.version}`;
    this.items = new Map();
    this.groups = new Map();
    this.collect(questionnaire.item ?? [], null);
  }

  collect(items, group) {
    for (const item of items) {
      this.items.set(item.linkId, item);
      this.groups.set(item.linkId, group);
      this.collect(item.item ?? [], item.type === 'group' ? item.linkId : group);
    }
  }

  item(linkId) {
    return this.items.get(linkId);
  }

  text(linkId) {
    return this.items.get(linkId)?.text ?? linkId;
  }

  ofType(...types) {
    return [...this.items.values()].filter((item) => types.includes(item.type));
  }

  required() {
    return [...this.items.values()].filter((item) => item.required && item.type !== 'group');
  }

  /** Items that the server works out, as [linkId, group]. */
  calculated() {
    return [...this.items.values()]
      .filter((item) => (item.extension ?? []).some((one) => one.url.endsWith('/sdc-questionnaire-calculatedExpression')))
      .map((item) => [item.linkId, this.groups.get(item.linkId)]);
  }

  /** Whether choosing this option (system|code) excludes the others. */
  isExclusive(linkId, key) {
    return (this.items.get(linkId)?.answerOption ?? []).some((option) => option.valueCoding
      && `${option.valueCoding.system}|${option.valueCoding.code}` === key
      && (option.extension ?? []).some((one) => one.url === `${HL7}questionnaire-optionExclusive` && one.valueBoolean));
  }

  /** The least or greatest number that an item takes, if it says so. */
  limit(linkId, name) {
    const found = (this.items.get(linkId)?.extension ?? []).find((one) => one.url === HL7 + name);
    return found?.valueInteger ?? found?.valueDecimal;
  }

  /** The sentence of a rule of an item, in the language of the page. */
  rule(linkId, key) {
    for (const one of this.items.get(linkId)?.extension ?? []) {
      if (one.url === `${HL7}questionnaire-constraint`) {
        const part = (name) => one.extension.find((each) => each.url === name);
        if (part('key')?.valueId === key) {
          return part('human')?.valueString;
        }
      }
    }
    return undefined;
  }

  /** An option as a person reads it. */
  shown(answer) {
    const [kind] = Object.keys(answer).filter((key) => key.startsWith('value'));
    const value = answer[kind];
    if (kind === 'valueCoding') {
      return value.display ?? value.code;
    }
    return kind === 'valueQuantity' ? `${value.value} ${value.unit ?? value.code ?? ''}`.trim() : String(value);
  }
}

/** The answers of a response by linkId. */
export function answersOf(response) {
  const answers = new Map();
  const walk = (items) => {
    for (const item of items ?? []) {
      if (item.answer?.length) {
        answers.set(item.linkId, item.answer);
        item.answer.forEach((answer) => walk(answer.item));
      }
      walk(item.item);
    }
  };
  walk(response?.item);
  return answers;
}

/** Answers as one text, to tell whether two are the same: codes by system and code, whatever their words. */
export function sameness(answers) {
  return JSON.stringify((answers ?? []).map((answer) => {
    if (answer.valueCoding) {
      return `${answer.valueCoding.system}|${answer.valueCoding.code}`;
    }
    if (answer.valueQuantity) {
      return `${Number(answer.valueQuantity.value)} ${answer.valueQuantity.code ?? answer.valueQuantity.unit}`;
    }
    const [kind] = Object.keys(answer).filter((key) => key.startsWith('value'));
    return String(answer[kind]);
  }).sort());
}

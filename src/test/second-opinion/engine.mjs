/*
 * The second engine: cql-execution with the FHIR model of cql-exec-fhir, over the project's ELM and value sets.
 */
import cql from 'cql-execution';
import fhir from 'cql-exec-fhir';

/**
 * The engine orders moments as text, which fails where time zones differ, and never finds two of them equal, unless they are
 * the same object. CQL orders them in time.
 */
cql.DateTime.prototype.valueOf = function () {
  return this.toJSDate().getTime();
};
const moments = new Map();
const parse = cql.DateTime.parse;
cql.DateTime.parse = text => {
  if (!moments.has(text)) moments.set(text, parse(text));
  return moments.get(text);
};

/** What only editors and reports need; the engine would keep the result of every node under its number. */
const FOR_TOOLS = new Set(['annotation', 'localId', 'locator']);

/** Every library and define is worked out once for a patient; the engine's executor would start over for each include. */
class OnePatient extends cql.PatientContext {
  constructor(library, others, ...rest) {
    super(library, ...rest);
    this.others = others;
    this.rest = rest;
    others.set(library.name, this);
  }

  getLibraryContext(alias) {
    const library = this.get(alias);
    return this.others.get(library.name) ?? new OnePatient(library, this.others, ...this.rest);
  }

  async value(name) {
    const value = this.get(name);
    return value === this.library.expressions[name] ? value.execute(this) : value;
  }
}

export class Engine {
  /** @param elm ELM of every library; @param valueSets ValueSet resources that list their concepts */
  constructor(elm, valueSets) {
    const libraries = elm.map(text => JSON.parse(text, (key, value) => (FOR_TOOLS.has(key) ? undefined : value)));
    this.versions = new Map(libraries.map(({ library: { identifier } }) => [identifier.id, identifier.version]));
    this.repository = resolvedOnce(new cql.Repository(libraries));
    this.codes = new cql.CodeService(concepts(valueSets));
    this.patients = fhir.PatientSource.FHIRv401();
  }

  /** Value by define by library, as the engine gives it. */
  async evaluate(libraries, { bundle, today, profile, dataNotSeen }) {
    const [year, month, day] = today.split('-').map(Number);
    const parameters = { Today: new cql.Date(year, month, day), Profile: profile, DataNotSeen: dataNotSeen };
    this.patients.reset();
    this.patients.loadBundles([bundle]);
    const rest = [this.patients.currentPatient(), this.codes, parameters, new cql.DateTime(year, month, day, 0, 0, 0, 0, 0)];
    const others = new Map();
    const values = {};
    for (const name of libraries) {
      const library = this.repository.resolve(name, this.versions.get(name));
      const context = others.get(name) ?? new OnePatient(library, others, ...rest);
      values[name] = {};
      for (const define of Object.keys(library.expressions).filter(define => define !== 'Patient')) {
        values[name][define] = await context.value(define);
      }
    }
    return values;
  }
}

/** The engine would build a library with all that it includes anew, each time that one is asked for or included. */
function resolvedOnce(repository) {
  const libraries = new Map();
  const resolve = repository.resolve.bind(repository);
  repository.resolve = (...key) => {
    const name = key.join('|');
    if (!libraries.has(name)) libraries.set(name, resolve(...key));
    return libraries.get(name);
  };
  return repository;
}

function concepts(valueSets) {
  const byUrl = {};
  for (const { url, version, compose } of valueSets) {
    byUrl[url] ??= {};
    byUrl[url][version] = compose.include.flatMap(({ system, concept }) => concept.map(({ code }) => ({ code, system })));
  }
  return byUrl;
}

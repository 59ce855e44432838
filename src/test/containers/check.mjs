// Reads the files of docker/ with the schemas and linters of others. Prints one line for each thing that is wrong.
//   node check.mjs FOLDER
import {validate} from 'dockerfile-utils';
import {parser} from '@prometheus-io/lezer-promql';
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

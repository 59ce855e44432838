/*
 * A second opinion: an independent engine evaluates the project's ELM on the cases given; every define whose value is not
 * the one that stands in the case is written down. No define of a library is left out.
 *
 * node second-opinion.mjs <folder with ELM> <folder with value sets> <folder with cases> <file for the differences>
 *   <number of this share, from 0> <number of shares>: every share takes its part of the cases
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Engine } from './engine.mjs';
import { differences, plain } from './values.mjs';

const [elm, valueSets, cases, answer, share, shares] = process.argv.slice(2);

const names = folder => readdirSync(folder).filter(name => name.endsWith('.json')).sort();
const text = (folder, name) => readFileSync(join(folder, name), 'utf8');

const engine = new Engine(
  names(elm).map(name => text(elm, name)),
  names(valueSets).map(name => JSON.parse(text(valueSets, name))));

const found = {};
for (const name of names(cases).filter((_, number) => number % Number(shares) === Number(share))) {
  const { expected, ...question } = JSON.parse(text(cases, name));
  const values = await engine.evaluate(Object.keys(expected), question);
  found[name.replace('.json', '')] = Object.keys(expected)
    .flatMap(library => differences(library, expected[library], plain(values[library])));
}
writeFileSync(answer, JSON.stringify(found, null, 2));

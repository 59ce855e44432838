/*
 * The pregnancy over weeks: windows, lines and lengths, as a drawing and as a table. Every clinical number comes with the
 * chart (CQL library ScreeningChart); here are only places on the paper. A week has seven days.
 */
import { draw, make } from '../shared/dom.js';
import { inBrief, word } from '../shared/words.js';
import { label } from './labels.js';

const WEEK = 7;
const HEIGHT = 290;
const EDGE = { left: 34, right: 10, top: 66, bottom: 40 };
/** The windows stand above the lengths, each in a row of its own: they say nothing about millimetres. */
const BAR = { top: 20, height: 12, row: 18 };
const SHAPES = { 'length-confirmed': 'disc', 'length-unconfirmed': 'diamond', 'length-unclear': 'square' };

/** Fills a figure. Drawn again when its width changes, so that letters keep their size. */
export function showTimeline(figure, chart) {
  const parts = [];
  if (chart.ages.length > 0) {
    const paper = make('div', { class: 'paper' });
    let drawnFor = 0;
    new ResizeObserver(([{ contentRect }]) => {
      const width = Math.round(contentRect.width);
      if (width > 0 && width !== drawnFor) {
        drawnFor = width;
        paper.replaceChildren(picture(chart, width));
      }
    }).observe(paper);
    parts.push(paper, legend(chart));
  } else {
    const why = chart.pregnancy === 'status-pregnant' || chart.pregnancy === 'status-possible'
      ? word('demo.timeline.no-age') : word('demo.timeline.none', label('chart-mark', chart.pregnancy));
    parts.push(make('p', { class: 'note' }, why));
  }
  parts.push(table(chart));
  figure.replaceChildren(make('figcaption', {}, make('h3', {}, word('demo.timeline'))), ...parts);
}

function scales(chart, width) {
  const days = [...chart.windows.flatMap(each => [each.firstDay, each.lastDay]), ...chart.ages.map(each => each.age),
    ...chart.lengths.flatMap(each => each.ages)];
  const first = Math.max(0, Math.floor(Math.min(...days) / WEEK) - 2) * WEEK;
  const last = (Math.ceil(Math.max(...days) / WEEK) + 2) * WEEK;
  const most = Math.max(...chart.lines.map(each => each.mm), ...chart.lengths.map(each => each.mm));
  const top = Math.ceil((most + 8) / 10) * 10;
  const across = width - EDGE.left - EDGE.right;
  const down = HEIGHT - EDGE.top - EDGE.bottom;
  return {
    first, last, top, width,
    x: day => EDGE.left + (day - first) / (last - first) * across,
    y: mm => EDGE.top + (1 - mm / top) * down,
  };
}

function picture(chart, width) {
  const scale = scales(chart, width);
  return draw('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: 'img', 'aria-labelledby': 'drawn-title drawn-what' },
    draw('title', { id: 'drawn-title' }, word('demo.timeline')),
    draw('desc', { id: 'drawn-what' }, rows(chart).map(row => row.filter(Boolean).join(', ')).join('. ')),
    draw('g', { 'aria-hidden': 'true' }, windows(chart, scale), axes(scale), lines(chart, scale), ages(chart, scale), lengths(chart, scale)));
}

const windows = (chart, { x }) => chart.windows.map((each, row) => draw('rect', {
  class: each.mark, x: x(each.firstDay), width: x(each.lastDay) - x(each.firstDay),
  y: BAR.top + row * BAR.row, height: BAR.height,
}));

function axes({ first, last, top, width, x, y }) {
  const step = (last - first) / WEEK > (width - EDGE.left) / 26 ? 4 : 2;
  const weeks = [];
  for (let week = Math.ceil(first / WEEK / step) * step; week * WEEK <= last; week += step) weeks.push(week);
  const lengths = [];
  for (let mm = 0; mm <= top; mm += 10) lengths.push(mm);
  return [
    draw('path', { class: 'axis', d: `M${x(first)} ${y(top)}V${y(0)}H${x(last)}` }),
    weeks.map(week => [
      draw('path', { class: 'axis', d: `M${x(week * WEEK)} ${y(0)}v4` }),
      draw('text', { x: x(week * WEEK), y: y(0) + 17, 'text-anchor': 'middle' }, String(week)),
    ]).flat(),
    draw('text', { x: x(last), y: y(0) + 33, 'text-anchor': 'end' }, word('demo.timeline.weeks')),
    lengths.map(mm => draw('text', { x: x(first) - 6, y: y(mm) + 4, 'text-anchor': 'end' }, String(mm))),
    draw('text', { x: 4, y: y(top) - 8 }, word('demo.timeline.mm')),
  ].flat();
}

const lines = (chart, { first, last, x, y }) => chart.lines.map(each =>
  draw('path', { class: `line ${each.mark}`, d: `M${x(first)} ${y(each.mm)}H${x(last)}` }));

const ages = (chart, { x, y }) => chart.ages.flatMap(each => [
  draw('path', { class: `age ${each.mark}`, d: `M${x(each.age)} ${BAR.top - 4}V${y(0)}` }),
  each.mark === 'age-used'
    ? draw('text', { class: 'age', x: x(each.age), y: BAR.top - 8, 'text-anchor': 'middle' }, each.shown) : null,
]);

function lengths(chart, { x, y }) {
  return chart.lengths.flatMap(each => each.ages.map((age, number) =>
    shape(each.mark, x(age), y(each.mm), number === 0 ? '' : ' by-other')));
}

function shape(mark, x, y, more) {
  const attributes = { class: `length ${mark}${more}` };
  switch (SHAPES[mark]) {
    case 'disc': return draw('circle', { ...attributes, cx: x, cy: y, r: 6 });
    case 'diamond': return draw('path', { ...attributes, d: `M${x} ${y - 8}l8 8l-8 8l-8 -8z` });
    default: return draw('rect', { ...attributes, x: x - 6, y: y - 6, width: 12, height: 12 });
  }
}

/** What each sign means, with its numbers. */
function legend(chart) {
  const entries = [
    ...chart.ages.map(each => [age(each.mark), `${label('chart-mark', each.mark)}: ${each.shown}`]),
    ...chart.windows.map(each => [swatch(each.mark),
      `${label('chart-mark', each.mark)}: ${word('demo.timeline.range', each.first, each.last)}`]),
    ...chart.lines.map(each => [line(each.mark), `${each.mm}\u00a0mm: ${label('chart-mark', each.mark)}`]),
    ...[...new Set(chart.lengths.map(each => each.mark))].map(mark => [sign(mark), label('chart-mark', mark)]),
  ];
  return make('ul', { class: 'legend' }, entries.map(([picture, words]) => make('li', {}, picture, make('span', {}, words))));
}

const small = (...children) => draw('svg', { viewBox: '0 0 28 20', width: 28, height: 20, 'aria-hidden': 'true' }, ...children);
const swatch = mark => small(draw('rect', { class: mark, x: 1, y: 4, width: 26, height: 12 }));
const line = mark => small(draw('path', { class: `line ${mark}`, d: 'M0 10H28' }));
const age = mark => small(draw('path', { class: `age ${mark}`, d: 'M14 0V20' }));
const sign = mark => small(shape(mark, 14, 10, ''));

/** What the drawing shows: what, value, gestational age, date. */
function rows(chart) {
  return [
    ...chart.ages.map(each => [label('chart-mark', each.mark), each.approximate ? word('demo.timeline.approximate') : '', each.shown, each.dated ? inBrief(each.dated) : '']),
    ...chart.windows.map(each => [label('chart-mark', each.mark), '', word('demo.timeline.range', each.first, each.last), '']),
    ...chart.lines.map(each => [label('chart-mark', each.mark), `${each.mm}\u00a0mm`, '', '']),
    ...chart.lengths.map(each => [`${label('chart-mark', each.mark)} (${label('screening-answer', each.route)})`,
      `${each.mm}\u00a0mm`, each.shown.join(' / '), each.dated ? inBrief(each.dated) : word('demo.timeline.undated')]),
  ];
}

function table(chart) {
  const heads = ['what', 'value', 'at', 'date'].map(name => word(`demo.timeline.${name}`));
  return make('details', { class: 'as-table', open: chart.ages.length === 0 },
    make('summary', {}, word('demo.timeline.table')),
    make('table', { class: 'stacks' },
      make('thead', {}, make('tr', {}, heads.map(head => make('th', { scope: 'col' }, head)))),
      make('tbody', {}, rows(chart).map(([what, ...values]) => make('tr', {},
        make('th', { scope: 'row' }, what),
        values.map((value, number) => make('td', { class: value === '' ? 'empty' : null },
          value === '' ? null : make('span', { class: 'head' }, `${heads[number + 1]}: `), value)))))),
    chart.lengths.length === 0 ? make('p', {}, word('demo.timeline.no-lengths')) : null);
}

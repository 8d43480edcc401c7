/** What the board's map shows: heat, what changed, grids and hexagons by class, hot spots; and the key to it. */
import * as api from '../api.js';
import { gridHeat, hexagonClasses, hexagons, legend } from '../api/board.js';
import { byId, el, icon } from '../dom.js';
import { number, t } from '../i18n.js';
import { ClassLayer, HeatLayer, PileLayer } from '../map/heat.js';
import { isDark } from '../theme.js';
import { say, toast } from '../work/failure.js';
import { when } from '../work/time.js';
import { SPOTS, classOf, colourOf } from './classes.js';

const DAY = 24 * 3600 * 1000;

/** So many areas are told apart on a screen; above it the coarser grids are shown. */
const MOST_AREAS = 4000;
const HEXAGON_PIXELS = 48;

/** What "what" means for the server. */
const WHAT = {
  unresolved: {}, waiting: { status: 'waiting' }, handled: { status: 'handled' }, suspended: { status: 'suspended' },
  overdue: { overdue: 'true' }, returned: { returned: 'true' }, severe: { severity: 'serious,urgent' }, weighted: { weight: 'both' },
};

/** @param {Record<string, string>} view @returns {Record<string, string>} filters that all pictures of heat take */
export function filtersOf(view) {
  const filters = { ...WHAT[view.what] };
  for (const name of ['category', 'grid', 'unit']) if (view[name]) filters[name] = view[name];
  return filters;
}

export class MapView {
  /**
   * @param {import('../map.js').AreaMap} area
   * @param {any} info of the area's map
   * @param {(code: string) => void} chosen a grid was clicked
   * @param {(names: Record<string, string>) => void} named
   */
  constructor(area, info, chosen, named) {
    this.area = area;
    this.info = info;
    this.named = named;
    this.heat = new HeatLayer(area);
    this.classes = new ClassLayer(area, (code) => this.describe(code));
    this.classes.chosen = (code) => { if (this.shapes !== 'hexagons') chosen(code); };
    this.piles = new PileLayer(area);
    this.ready = Promise.resolve();
    this.grids = new Map();
    this.items = new Map();
    this.top = null;
    this.round = 0;
  }

  /** While time is played all frames share one scale. @param {number|null} top */
  scale(top) {
    this.top = top;
  }

  /** The map has moved: the key follows the zoom, hexagons too. */
  moved(view) {
    const zoom = Math.round(this.area.view().zoom);
    if (zoom === this.zoom) return;
    if (['heat', 'change', 'hexagons'].includes(view.show)) this.show(view);
  }

  /** Resolves when what was asked for last is on the screen. */
  async settled() {
    let awaited;
    while (awaited !== this.ready) {
      awaited = this.ready;
      await awaited;
    }
  }

  /** @returns {Promise<void>} when it is on the screen */
  show(view) {
    this.round++;
    const { round } = this;
    this.zoom = Math.round(this.area.view().zoom);
    this.view = view;
    const drawn = ['heat', 'change'].includes(view.show) ? this.showHeat(view, round) : this.showAreas(view, round);
    this.ready = drawn.catch((failure) => { if (round === this.round) toast(say(failure)); });
    return this.ready;
  }

  async showHeat(view, round) {
    this.classes.show(null, () => null);
    const filters = filtersOf(view);
    if (view.at) filters.at = view.at;
    if (view.show === 'change') filters.against = new Date((view.at ? Date.parse(view.at) : Date.now()) - Number(view.days) * DAY).toISOString().slice(0, 19) + 'Z';
    const theme = isDark() ? 'dark' : 'light';
    const top = view.at && view.show === 'heat' ? this.top : null;
    const [key] = await Promise.all([legend({ ...filters, zoom: Math.max(0, Math.min(22, this.zoom)), theme, top }), this.heat.show({ ...filters, theme, top })]);
    if (round !== this.round) return;
    this.piles.show(view.show === 'heat' ? key.piles : [], (count) => t('board.pile', number(count)));
    this.heatKey(view, key);
  }

  heatKey(view, key) {
    const stops = key.stops.map((stop) => [stop.value, stop.color, stop.opacity]);
    const name = `ramp-${view.show}`;
    const svg = svgElement('svg', { viewBox: '0 0 220 12', role: 'img', 'aria-hidden': 'true' });
    const gradient = svgElement('linearGradient', { id: name });
    stops.forEach(([, color, opacity], i) => gradient.append(svgElement('stop', { offset: i / (stops.length - 1), 'stop-color': color, 'stop-opacity': opacity })));
    const defs = svgElement('defs', {});
    defs.append(gradient);
    svg.append(defs, svgElement('rect', { width: 220, height: 12, fill: `url(#${name})` }));
    const change = view.show === 'change';
    const least = stops[0][0];
    const ends = el('div', 'ends', el('span', '', number(least, 1)), el('span', '', number(stops[Math.floor(stops.length / 2)][0], 1)), el('span', '', `${change && key.top > 0 ? '+' : ''}${number(key.top, 1)}`));
    this.key(t(change ? 'board.key.change' : view.what === 'weighted' ? 'board.key.weighted' : 'board.key.heat'),
      el('div', 'ramp', svg, ends),
      el('p', '', t('board.key.bandwidth', number(key.bandwidthMetres), number(key.problems))),
      change ? el('p', '', t('board.key.against', number(Number(view.days)))) : null,
      key.problems === 0 ? el('p', '', t('board.nothing')) : null);
  }

  async showAreas(view, round) {
    this.heat.show(null);
    this.piles.show([], () => '');
    const filters = filtersOf(view);
    if (view.at) filters.at = view.at;
    const hexagonal = view.show === 'hexagons';
    const answer = hexagonal ? await this.hexagons(filters) : await this.gridsOf(filters);
    if (round !== this.round) return;
    this.items = new Map(answer.items.map((item) => [item.code, item]));
    this.shapes = view.show;
    this.named(Object.fromEntries(answer.items.filter((item) => item.name).map((item) => [item.code, item.name])));
    const dark = isDark();
    if (view.show === 'spots') {
      this.classes.show(answer.shapes, (code) => {
        const color = SPOTS[this.items.get(code)?.spot];
        return color ? { color, opacity: 0.75 } : null;
      });
      this.spotKey(answer);
      return;
    }
    const limits = answer.breaks[view.measure];
    this.classes.show(answer.shapes, (code) => {
      const item = this.items.get(code);
      const index = item ? classOf(limits, item[view.measure]) : -1;
      return index < 0 || item.count === 0 ? null : { color: colourOf(index, limits.length, dark), opacity: 0.7 };
    });
    this.classKey(view, limits, dark);
  }

  async gridsOf(filters) {
    const level = [3, 2, 1].find((each) => this.info.levels[each] && this.info.levels[each] <= MOST_AREAS) ?? 1;
    if (!this.grids.has(level)) this.grids.set(level, api.grids({ level, zoom: 14 }));
    const [answer, shapes] = await Promise.all([gridHeat({ level, ...filters }), this.grids.get(level)]);
    return { ...answer, shapes };
  }

  async hexagons(filters) {
    const { lat, zoom } = this.area.view();
    const metres = HEXAGON_PIXELS * (40_075_017 * Math.cos((lat * Math.PI) / 180)) / (256 * 2 ** zoom);
    const size = Math.min(50_000, Math.max(50, Number(metres.toPrecision(1))));
    const [answer, shapes] = await Promise.all([hexagonClasses({ size, ...filters }), hexagons({ size, ...filters })]);
    return { ...answer, shapes };
  }

  classKey(view, limits, dark) {
    const percent = view.measure === 'overdueShare';
    const figure = (value) => (percent ? `${number(value * 100)}%` : number(value, value >= 10 ? 0 : 1));
    const list = el('ul');
    limits.forEach((most, i) => {
      if (most === 0) return;
      const swatch = el('span', 'swatch');
      swatch.style.background = colourOf(i, limits.length, dark);
      list.append(el('li', '', swatch, t(i === 0 ? 'board.class.first' : 'board.class', figure(most), i ? figure(limits[i - 1]) : '')));
    });
    this.key(t(`board.measure.${view.measure}`), limits.length === 0 || limits.at(-1) === 0 ? el('p', '', t(view.measure === 'perThousand' ? 'board.noResidents' : 'board.nothing')) : list);
  }

  spotKey(answer) {
    const list = el('ul');
    for (const [code, color] of Object.entries(SPOTS)) {
      if (!color) continue;
      const swatch = el('span', 'swatch');
      swatch.style.background = color;
      const line = el('li', '', swatch, t(`board.spot.${code}`));
      line.title = answer.spots[code];
      list.append(line);
    }
    const found = answer.items.filter((item) => item.spot !== 'none').length;
    this.key(t('board.show.spots'), answer.enough ? list : null, el('p', '', answer.enough ? t(found ? 'board.spots.some' : 'board.spots.none', number(found)) : answer.note));
  }

  key(title, ...parts) {
    const moment = this.view.at ? el('p', '', icon('history'), t('board.key.at', when(this.view.at))) : null;
    byId('key').replaceChildren(...[el('h2', '', title), ...parts, moment].filter(Boolean));
  }

  /** What is said of an area under the pointer. */
  describe(code) {
    const item = this.items.get(code);
    if (!item) return code;
    const facts = [item.name ?? '', t('board.area.count', number(item.count), number(item.perKm2, 1))];
    if (item.count) facts.push(t('board.area.more', number((item.overdueShare ?? 0) * 100), number(item.meanAgeDays ?? 0, 1)));
    if (item.spot !== 'none') facts.push(t(`board.spot.${item.spot}`));
    return facts.filter(Boolean).join('\n');
  }
}

function svgElement(name, attributes) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

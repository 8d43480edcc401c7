/** Charts over time, with a table behind them. A click on a bar leads to the very problems. */
import { init } from '/vendor/echarts/echarts.js';
import { byId, el } from '../dom.js';
import { language, number, t } from '../i18n.js';
import { css } from '../map.js';
import { zoneOf } from '../work/time.js';
import { said } from './overview.js';

const FLOWS = ['reported', 'closed', 'open'];
const COURSES = ['closureRate', 'onTimeClosureRate'];
const COLUMNS = [...FLOWS, 'overdue', ...COURSES];

export class Trend {
  /** @param {(what: {number: string, span: string}) => void} opened */
  constructor(opened) {
    this.opened = opened;
    this.charts = {};
    this.items = [];
  }

  chart(id) {
    if (!this.charts[id]) {
      this.charts[id] = init(byId(id));
      new ResizeObserver(() => this.charts[id].resize()).observe(byId(id));
      this.charts[id].on('click', ({ seriesName, dataIndex }) => this.open(seriesName, this.items[dataIndex]));
    }
    return this.charts[id];
  }

  open(name, item) {
    const column = COLUMNS.find((each) => t(`board.number.${each}`) === name);
    // What was open at a former moment is no list of today.
    if (item && column && column !== 'open' && column !== 'overdue') this.opened({ number: column, span: `${item.from}~${item.to}` });
  }

  /** @param {any[]} items of the answer @param {string} step day, week or month @param {boolean} asTable */
  show(items, step, asTable) {
    this.items = items;
    byId('charts').hidden = asTable;
    byId('trend-table').hidden = !asTable;
    const label = (item) => new Date(item.from).toLocaleDateString(language(), { timeZone: zoneOf(), ...(step === 'month' ? { year: '2-digit', month: 'short' } : { month: 'numeric', day: 'numeric' }) });
    if (asTable) {
      this.table(items, label);
      return;
    }
    const ink = css('--ink-soft');
    const line = css('--rule');
    const usual = (names) => ({
      animation: false, aria: { enabled: true }, textStyle: { fontFamily: css('--font'), color: ink, fontSize: 12 },
      grid: { left: 4, right: 8, top: 28, bottom: 4, containLabel: true },
      legend: { top: 0, left: 0, itemWidth: 14, itemHeight: 8, textStyle: { color: ink, fontSize: 12 }, data: names.map((name) => t(`board.number.${name}`)) },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, backgroundColor: css('--paper'), borderColor: line, textStyle: { color: css('--ink'), fontSize: 12 } },
      xAxis: { type: 'category', data: items.map(label), axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: ink, hideOverlap: true } },
    });
    const axis = (more) => ({ type: 'value', min: 0, splitLine: { lineStyle: { color: line } }, axisLabel: { color: ink, fontSize: 12, ...more.axisLabel }, ...more.own });
    this.chart('flow').setOption({
      ...usual(FLOWS), yAxis: axis({ own: { minInterval: 1 } }),
      series: [
        { name: t('board.number.reported'), type: 'bar', data: items.map((item) => item.reported), itemStyle: { color: css('--level2') }, barMaxWidth: 14 },
        { name: t('board.number.closed'), type: 'bar', data: items.map((item) => item.closed), itemStyle: { color: css('--good') }, barMaxWidth: 14 },
        { name: t('board.number.open'), type: 'line', data: items.map((item) => item.open), symbol: 'circle', symbolSize: 5, itemStyle: { color: css('--warn') }, lineStyle: { color: css('--warn'), width: 2 } },
      ],
    }, true);
    const percent = (name) => items.map((item) => (item[name].value === null ? null : Math.round(item[name].value * 1000) / 10));
    this.chart('rates').setOption({
      ...usual(COURSES), yAxis: axis({ axisLabel: { formatter: '{value}%' }, own: { max: 100, interval: 50 } }),
      series: COURSES.map((name, i) => ({
        name: t(`board.number.${name}`), type: 'line', data: percent(name), connectNulls: true, symbol: i ? 'rect' : 'circle', symbolSize: 5,
        itemStyle: { color: css(i ? '--level2' : '--good') }, lineStyle: { color: css(i ? '--level2' : '--good'), width: 2, type: i ? 'dashed' : 'solid' },
      })),
    }, true);
    for (const [id, names] of [['flow', FLOWS], ['rates', COURSES]]) {
      byId(id).setAttribute('aria-label', t('board.chart', names.map((name) => t(`board.number.${name}`)).join(t('comma')), number(items.length)));
    }
  }

  table(items, label) {
    const cell = (item, name) => {
      if (name === 'open' || name === 'overdue') return el('td', 'plain', said(item[name]));
      const button = el('button', '', said(item[name]));
      button.type = 'button';
      button.addEventListener('click', () => this.opened({ number: name, span: `${item.from}~${item.to}` }));
      return el('td', '', button);
    };
    byId('trend-table').replaceChildren(el('table', '',
      el('thead', '', el('tr', '', el('th', '', ''), ...COLUMNS.map((name) => Object.assign(el('th', '', t(`board.column.${name}`)), { scope: 'col' })))),
      el('tbody', '', ...[...items].reverse().map((item) => el('tr', '', el('td', 'plain', label(item)), ...COLUMNS.map((name) => cell(item, name)))))));
  }
}

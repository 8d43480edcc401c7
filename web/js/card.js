/** The answer to "who is responsible here" as a card. */
import { el, icon } from './dom.js';
import { distance, moment, number, t } from './i18n.js';

/**
 * @param {any} answer of the API
 * @param {{zone: string, at: string|null, onGrid: (code: string) => void, onCrs: (crs: string) => void}} context
 * @returns {HTMLElement[]}
 */
export function card(answer, context) {
  return [
    place(answer, context),
    primary(answer),
    people(answer),
    near(answer, context),
    facts(answer, context),
  ].filter((part) => part !== null);
}

export function loading() {
  return el('div', 'skeleton', el('i'), el('i'), el('i'), el('i'));
}

export function welcome(text) {
  return el('div', 'hint', icon('map-pin'), el('span', '', text));
}

/** @param {string} detail */
export function failure(detail, retry) {
  const button = el('button', 'main', t('error.retry'));
  button.type = 'button';
  button.addEventListener('click', retry);
  return el('div', 'primary', note(`${t('error.title')}：${detail}`.replace('：', t('error.title').match(/[a-z]/) ? ': ' : '：'), true), button);
}

function note(text, bad = false) {
  return el('div', bad ? 'note bad' : 'note', icon('triangle-alert'), el('span', '', text));
}

function place(answer, context) {
  if (answer.place === 'inside') {
    const chain = el('nav', 'chain');
    answer.grids.forEach((grid, i) => {
      if (i > 0) chain.append(icon('chevron-right'));
      const button = el('button', '', grid.name);
      button.type = 'button';
      button.title = `${t(`level${grid.level}`)} ${grid.code}`;
      button.addEventListener('click', () => context.onGrid(grid.code));
      chain.append(button);
    });
    return chain;
  }
  const box = el('div', 'near', note(t(`place.${answer.place}`)));
  if (answer.nearest) {
    box.append(el('p', '', t('nearest', answer.nearest.name, distance(answer.nearest.metres))));
  }
  if (answer.crsHint) {
    const again = el('button', 'main', t('hint.use'));
    again.type = 'button';
    again.addEventListener('click', () => context.onCrs(answer.crsHint));
    box.append(el('p', '', t(`hint.${answer.crsHint}`)), again);
  }
  return box;
}

function roleOf(each) {
  const role = t(`role.${each.role}`);
  const rule = t(`rule.${each.rule}`);
  return rule ? `${role} · ${rule}` : role;
}

function primary(answer) {
  const first = answer.primary;
  if (!first) {
    return answer.place === 'outside'
      ? null
      : el('div', 'primary', el('span', 'label', t('primary')), el('span', 'name', t('nobody')), el('p', 'because', answer.because));
  }
  const box = el('div', 'primary', el('span', 'label', t('primary')), el('span', 'name', first.party.name),
    el('p', 'because', answer.because));
  box.dataset.party = first.party.id;
  if (first.party.publicPhone) {
    const call = el('a', 'call', icon('phone'), el('span', '', t('call', first.party.publicPhone)));
    call.href = `tel:${first.party.publicPhone}`;
    box.append(call);
  }
  return box;
}

function people(answer) {
  const first = answer.primary;
  const others = answer.responsible.filter(
    (each) => !first || each.party.id !== first.party.id || each.role !== first.role || each.grid !== first.grid);
  if (others.length === 0) return null;
  const names = new Map(answer.grids.map((grid) => [grid.code, grid.name]));
  return el('div', 'people', el('h3', '', t('others')), ...others.map((each) => person(each, names)));
}

function person(each, names) {
  const where = each.grid && names.has(each.grid) ? ` · ${names.get(each.grid)}` : '';
  const contact = el('span', 'contact');
  if (each.party.publicPhone) {
    const call = el('a', '', icon('phone'), each.party.publicPhone);
    call.href = `tel:${each.party.publicPhone}`;
    call.setAttribute('aria-label', t('callName', each.party.name));
    contact.append(call);
  } else if (each.party.phone) {
    contact.append(each.party.phone);
    contact.title = t('phone.hidden');
  }
  return el('div', 'person', el('span', 'name', each.party.name), el('span', 'role', roleOf(each) + where), contact);
}

function near(answer, context) {
  const candidates = answer.candidates ?? [];
  if (candidates.length < 2) return null;
  const box = el('div', 'near');
  if (!answer.certain) {
    const sentence = t('uncertain') + ' ' + t(answer.samePrimary ? 'samePrimary' : 'differentPrimary');
    box.append(note(context.overlap ? t('overlap') : sentence));
  }
  if (context.accuracy) box.append(el('h3', '', t('near', distance(context.accuracy))));
  for (const candidate of candidates.slice(0, 6)) {
    const bar = el('i');
    bar.style.width = `${candidate.share * 100}%`;
    box.append(el('div', 'share', el('span', '', candidate.name ?? t('nobodyHolds')),
      el('span', 'percent', `${number(candidate.share * 100, candidate.share < 0.1 ? 1 : 0)}%`), el('span', 'bar', bar)));
  }
  return box;
}

function facts(answer, context) {
  const box = el('div', 'facts');
  const fact = (name, text, className = '') => box.append(el('div', 'fact', icon(name), el('span', className, text)));
  if (answer.boundaryMetres !== null) fact('crosshair', t('boundary', distance(answer.boundaryMetres)));
  fact('map-pin', t('position', `${answer.point.lon.toFixed(7)}, ${answer.point.lat.toFixed(7)}`), 'coordinates');
  if (context.at) fact('calendar-clock', t('asOf', moment(context.at, context.zone)));
  return box;
}

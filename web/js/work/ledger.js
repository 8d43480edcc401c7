/** What was done to a problem: who, when, with which words; the newest first. */
import { el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { thumbs } from './photos.js';
import { ago, when } from './time.js';

/** What the server itself writes down. */
const BY_ITSELF = ['due_soon', 'overdue', 'escalate'];
const LOOKS = { report: 'map-pin', rework: 'history', overdue: 'octagon-alert', due_soon: 'triangle-alert', escalate: 'triangle-alert', close: 'check', verify: 'shield-check', open: 'eye' };

/** @param {any} problem with its ledger @returns {HTMLElement} */
export function ledger(problem) {
  return el('ol', 'ledger', ...[...problem.ledger].reverse().map(entry));
}

function entry(each) {
  const time = el('time', '', `${ago(each.at)} · ${when(each.at)}`);
  time.dateTime = each.at;
  const who = BY_ITSELF.includes(each.step) ? t('ledger.itself') : [each.actor, each.party].filter(Boolean).join(' · ');
  const target = targetOf(each);
  // Those of the report and of the feedback stand side by side above.
  const photos = ['report', 'feedback'].includes(each.step) ? [] : each.photos.map((hash) => ({ hash, caption: t(`ledger.${each.step}`) }));
  return el('li', each.step, icon(LOOKS[each.step] ?? 'chevron-right'),
    el('div', '', el('p', 'step', t(`ledger.${each.step}`), target ? el('span', 'target', target) : null), who ? el('p', 'who', who) : null,
      each.note ? el('p', 'words', each.note) : null, photos.length ? thumbs(photos) : null, time));
}

function targetOf(each) {
  if (!each.target || each.step === 'merge') return '';
  return each.step === 'extend' ? t('ledger.until', when(each.target)) : `→ ${each.target}`;
}

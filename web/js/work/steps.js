/** The steps that the caller may take now, and the small form that each opens. */
import * as api from '../api.js';
import { el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { labelled, openDialog, requestKey } from './dialog.js';
import { say, warning } from './failure.js';
import { mergeField } from './merge.js';
import { partyField } from './party.js';
import { wall, when } from './time.js';
import { photoField } from './upload.js';
import { titleOf, unitOf } from './words.js';

/** What each step's form has. A step that isn't here has a note that may be left out. */
const FORMS = {
  dispatch: { party: true },
  handle: { photos: true },
  feedback: { photos: true },
  rework: { reason: true, photos: true },
  extend: { reason: true, until: true },
  suspend: { reason: true },
  transfer: { reason: true, party: true },
  void: { reason: true, danger: true },
  merge: { other: true, danger: true },
};

/** The steps that carry a problem on come first, those that end it last. */
const ORDER = ['resume', 'file', 'dispatch', 'handle', 'feedback', 'verify', 'close', 'reopen', 'rework', 'transfer', 'extend', 'refuse_extension', 'supervise',
  'suspend', 'publish', 'unpublish', 'merge', 'void'];
const MAIN = ['resume', 'file', 'dispatch', 'handle', 'feedback', 'verify', 'close'];
const SHOWN = 3;
const DAY = 24 * 3600 * 1000;

/** @typedef {{account: import('./session.js').Account, taken: (problem: any) => void, outdated: (id: string) => void}} Context */

/** What a step is called for this caller: whoever holds a problem asks for time, others grant it. */
function nameOf(code, problem, account) {
  if (code !== 'extend') return t(`step.${code}`);
  const holds = account.party && account.party === problem.unit?.id;
  return t(holds || account.role === 'unit' || account.role === 'inspector' ? 'step.extend.ask' : 'step.extend');
}

/** @param {any} problem @param {Context} context @returns {HTMLElement|null} */
export function stepBar(problem, context) {
  const codes = ORDER.filter((code) => problem.steps.includes(code));
  if (codes.length === 0) return null;
  const button = (code, i) => {
    const look = i === 0 && MAIN.includes(code) ? 'main' : FORMS[code]?.danger ? 'second danger' : 'second';
    const each = el('button', look, nameOf(code, problem, context.account));
    each.type = 'button';
    each.dataset.step = code;
    each.addEventListener('click', () => stepForm(code, problem, context));
    return each;
  };
  const bar = el('div', 'steps', ...codes.slice(0, SHOWN).map(button));
  if (codes.length > SHOWN) {
    const rest = el('div', 'rest', ...codes.slice(SHOWN).map((code) => button(code, SHOWN)));
    rest.hidden = true;
    const more = el('button', 'second more', t('step.more'));
    more.type = 'button';
    more.setAttribute('aria-expanded', 'false');
    more.addEventListener('click', () => {
      rest.hidden = !rest.hidden;
      more.setAttribute('aria-expanded', String(!rest.hidden));
    });
    bar.append(more, rest);
  }
  return bar;
}

function stepForm(code, problem, context) {
  const form = FORMS[code] ?? {};
  const name = nameOf(code, problem, context.account);
  const { box, body, close } = openDialog(name);
  // One form is one step, however often it is sent.
  const key = requestKey();
  const note = /** @type {HTMLTextAreaElement} */ (el('textarea'));
  note.name = 'note';
  note.rows = 3;
  note.maxLength = 2000;
  note.required = Boolean(form.reason);
  const photos = form.photos ? photoField(t(`step.${code}.photos`)) : null;
  const party = form.party ? partyField(t('step.to'), t(`step.${code}.to`, problem.unitBefore?.name ?? '')) : null;
  if (code === 'transfer' && !problem.unitBefore) {
    party.input.required = true;
    party.element.querySelector('small').remove();
  }
  const until = form.until ? untilField(problem) : null;
  const other = form.other ? mergeField(problem) : null;
  const explained = t(`step.${code}.what`, unitOf(problem));
  const send = el('button', form.danger ? 'main danger' : 'main', form.danger ? t(`step.${code}.confirm`) : name);
  send.type = 'submit';
  const cancel = el('button', 'second', t('cancel'));
  cancel.type = 'button';
  cancel.addEventListener('click', close);
  const faults = el('div', 'faults');
  const fields = el('form', 'step',
    el('p', 'subject', titleOf(problem)),
    explained ? (form.danger ? warning(explained) : el('p', 'soft', explained)) : null,
    other?.element ?? null, party?.element ?? null, until ? labelled(t('step.until'), until) : null,
    labelled(t(form.reason ? 'step.reason' : 'step.note'), note), photos?.element ?? null, faults,
    el('div', 'buttons', cancel, send));
  fields.addEventListener('submit', async (event) => {
    event.preventDefault();
    const fault = (photos?.waiting() && 'upload.wait') || (party?.unknown() && 'party.choose') || (other && !other.id() && 'merge.choose')
      || (form.reason && !note.value.trim() && 'step.reason.missing');
    if (fault) {
      faults.replaceChildren(warning(t(fault)));
      return;
    }
    send.disabled = true;
    faults.replaceChildren();
    const body = { version: problem.version };
    if (note.value.trim()) body.note = note.value.trim();
    if (photos?.hashes().length) body.photos = photos.hashes();
    const to = party?.id() ?? other?.id() ?? until?.value;
    if (to) body.to = to;
    try {
      context.taken(await api.step(problem.id, code, body, key));
      close();
    } catch (failure) {
      faults.replaceChildren(warning(failure.status === 409 ? conflict(failure) : failure.status === 403 ? t(`failure.step`) : say(failure)));
      send.disabled = false;
      if (failure.status === 409) {
        // It would fail again: what was seen is outdated. The words that were typed stay to be copied.
        send.remove();
        cancel.textContent = t('close');
        context.outdated(problem.id);
      }
    }
  });
  body.append(fields);
  (fields.querySelector('input:not([type=file]), textarea') ?? send).focus();
  return box;
}

function conflict(failure) {
  return failure.state ? t('conflict', t(`status.${failure.state.status}`)) : t('failure.409');
}

function untilField(problem) {
  const input = /** @type {HTMLInputElement} */ (el('input'));
  input.type = 'datetime-local';
  input.name = 'until';
  input.required = true;
  const after = Math.max(Date.now(), Date.parse(problem.dueAt));
  input.min = wall(after);
  input.value = wall(problem.askedUntil && Date.parse(problem.askedUntil) > after ? problem.askedUntil : after + DAY);
  return input;
}

/** That more time was asked for, until when. */
export function wish(problem) {
  return problem.askedUntil ? el('p', 'note', icon('calendar-clock'), el('span', '', t('time.asked', when(problem.askedUntil)))) : null;
}

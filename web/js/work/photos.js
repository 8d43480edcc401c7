/** Photos before and after side by side, and large. */
import * as api from '../api.js';
import { el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { openDialog } from './dialog.js';
import { when } from './time.js';

/** @typedef {{hash: string, caption: string}} Shown */

/** @param {any} problem with photos and ledger @returns {HTMLElement} */
export function comparison(problem) {
  const of = (side) => problem.photos[side].map((hash) => ({ hash, caption: captionOf(problem, side, hash) }));
  const before = of('before');
  const after = of('after');
  const all = [...before, ...after];
  const side = (name, some) => el('figure', name, el('figcaption', '', t(`photos.${name}`)),
    some.length ? thumbs(some, all) : el('p', 'none', icon('image'), t(`photos.none.${name}`)));
  return el('div', all.length ? 'comparison' : 'comparison empty', side('before', before), side('after', after));
}

function captionOf(problem, side, hash) {
  const entry = problem.ledger.find((each) => each.photos.includes(hash));
  return entry ? `${t(`photos.${side}`)} · ${when(entry.at)}` : t(`photos.${side}`);
}

/** @param {Shown[]} some those to show here @param {Shown[]} all those to go through once one is large */
export function thumbs(some, all = some) {
  return el('div', 'thumbs', ...some.map((photo) => {
    const image = picture(photo, 'thumb');
    const button = el('button', 'thumb', image);
    button.type = 'button';
    button.setAttribute('aria-label', t('photos.open', photo.caption));
    button.addEventListener('click', () => view(all, all.indexOf(photo)));
    return button;
  }));
}

function picture(photo, size) {
  const image = el('img');
  image.alt = photo.caption;
  image.loading = 'lazy';
  image.src = api.photoAddress(photo.hash, size);
  image.addEventListener('error', () => image.replaceWith(el('span', 'lost', icon('image'), t('photos.lost'))));
  return image;
}

/** Shows one large; arrow keys and buttons go to the others. */
function view(all, start) {
  const { box, body } = openDialog('', 'viewer');
  const heading = box.querySelector('h2');
  let at = start;
  const turn = (name, glyph, by) => {
    const button = el('button', `turn ${name}`, icon(glyph));
    button.type = 'button';
    button.setAttribute('aria-label', t(`photos.${name}`));
    button.hidden = all.length < 2;
    button.addEventListener('click', () => show(at + by));
    return button;
  };
  const frame = el('div', 'frame');
  const show = (index) => {
    at = (index + all.length) % all.length;
    heading.textContent = all.length > 1 ? `${all[at].caption} · ${at + 1}/${all.length}` : all[at].caption;
    frame.replaceChildren(picture(all[at], 'full'));
  };
  box.addEventListener('keydown', (event) => {
    if (event.key === 'ArrowLeft') show(at - 1);
    if (event.key === 'ArrowRight') show(at + 1);
  });
  body.append(turn('previous', 'chevron-left', -1), frame, turn('next', 'chevron-right', 1));
  show(at);
}

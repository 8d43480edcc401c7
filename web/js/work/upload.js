/** Chooses photos, sends each at once and shows how it went. */
import * as api from '../api.js';
import { el, icon } from '../dom.js';
import { t } from '../i18n.js';
import { say } from './failure.js';

const MOST = 9;

/**
 * @param {string} label
 * @returns {{element: HTMLElement, hashes: () => string[], waiting: () => boolean}}
 */
export function photoField(label) {
  const photos = new Set();
  const shown = el('div', 'thumbs');
  const input = /** @type {HTMLInputElement} */ (el('input'));
  input.type = 'file';
  input.multiple = true;
  // With these two named, phones turn their own formats into JPEG.
  input.accept = 'image/jpeg,image/png';
  const fault = el('p', 'note bad');
  fault.hidden = true;
  const full = () => { input.parentElement.hidden = photos.size >= MOST; };
  input.addEventListener('change', () => {
    const files = [...input.files].slice(0, MOST - photos.size);
    fault.hidden = input.files.length <= files.length;
    if (!fault.hidden) fault.textContent = t('upload.most', MOST);
    files.forEach(take);
    input.value = '';
  });

  const take = (file) => {
    const photo = { hash: null, waiting: true };
    photos.add(photo);
    const image = el('img');
    image.alt = file.name;
    image.src = URL.createObjectURL(file);
    image.addEventListener('load', () => URL.revokeObjectURL(image.src));
    const remove = el('button', 'remove', icon('x'));
    remove.type = 'button';
    remove.setAttribute('aria-label', t('upload.remove', file.name));
    const word = el('span', 'word', t('upload.sending'));
    word.setAttribute('role', 'status');
    const box = el('div', 'thumb waiting', image, word, remove);
    remove.addEventListener('click', () => {
      photos.delete(photo);
      box.remove();
      full();
      input.focus();
    });
    shown.append(box);
    full();
    send(file, photo, box, word);
  };

  const send = async (file, photo, box, word) => {
    photo.waiting = true;
    try {
      photo.hash = (await api.sendPhoto(file)).hash;
      box.className = 'thumb sent';
      word.textContent = '';
    } catch (failure) {
      box.className = 'thumb failed';
      const again = el('button', 'again', t('error.retry'));
      again.type = 'button';
      again.addEventListener('click', () => {
        word.textContent = t('upload.sending');
        box.className = 'thumb waiting';
        send(file, photo, box, word);
      });
      // What is no photo will be none the second time either.
      word.replaceChildren(failure.status === 400 ? t('upload.kind') : failure.status === 413 ? t('upload.large') : say(failure),
        ...([400, 413].includes(failure.status) ? [] : [again]));
    }
    photo.waiting = false;
  };

  const add = el('label', 'add', icon('camera'), el('span', '', t('upload.add')), input);
  return {
    element: el('div', 'field photos', el('span', '', label), el('div', 'row', shown, add), fault),
    hashes: () => [...photos].filter((each) => each.hash).map((each) => each.hash),
    waiting: () => [...photos].some((each) => each.waiting),
  };
}

/** The time machine: the map as it was, week by week or day by day, played or drawn by hand. */
import { frames } from '../api/board.js';
import { byId, el, icon } from '../dom.js';
import { language, t } from '../i18n.js';
import { say, toast } from '../work/failure.js';
import { filtersOf } from './mapview.js';
import { zoneOf } from '../work/time.js';

const DAY = 24 * 3600 * 1000;
const FILMS = { day: 30, week: 84 };
const FRAME_MILLIS = 700;

export class Machine {
  /**
   * @param {{at: (at: string, step: boolean) => void, film: (film: string) => void, shown: () => Promise<void>, top: (top: number|null) => void,
   *   zoom: () => number}} page shown: a promise of the picture that was asked for last
   */
  constructor(page) {
    this.page = page;
    this.frames = [];
    this.playing = 0;
    this.slider = /** @type {HTMLInputElement} */ (byId('frame'));
    this.slider.addEventListener('input', () => { this.stop(); this.go(Number(this.slider.value), false); });
    this.slider.addEventListener('change', () => this.go(Number(this.slider.value), true));
    byId('play').addEventListener('click', () => (this.playing ? this.stop() : this.play()));
    byId('film').addEventListener('change', ({ target }) => page.film(target.value));
  }

  /** Learns which moments there are, and the scale that they share. */
  async load(view) {
    this.stop();
    byId('film').replaceChildren(...Object.keys(FILMS).map((film) => Object.assign(el('option', '', t(`board.film.${film}`)), { value: film })));
    /** @type {HTMLSelectElement} */ (byId('film')).value = view.film;
    const start = new Date(Date.now() - FILMS[view.film] * DAY).toISOString();
    try {
      const film = await frames({ start, step: view.film, zoom: Math.max(0, Math.min(22, Math.round(this.page.zoom()))), ...filtersOf(view) });
      this.frames = film.frames;
      this.page.top(film.top);
    } catch (failure) {
      this.frames = [];
      toast(say(failure));
    }
    this.slider.max = String(this.frames.length);
    this.place(view.at ?? null);
  }

  /** Puts the slider where a moment is; without one at its end, which is now. @param {string|null} at */
  place(at) {
    const index = at ? this.frames.findIndex((frame) => Date.parse(frame.at) >= Date.parse(at)) : this.frames.length;
    this.slider.value = String(index < 0 ? this.frames.length : index);
    this.label();
  }

  label() {
    const at = this.frames[Number(this.slider.value)]?.at;
    const text = at ? new Date(at).toLocaleDateString(language(), { timeZone: zoneOf(), month: 'short', day: 'numeric' }) : t('board.now');
    byId('moment').textContent = text;
    this.slider.setAttribute('aria-valuetext', text);
    byId('play').setAttribute('aria-label', t(this.playing ? 'board.stop' : 'board.play'));
    byId('play').title = t(this.playing ? 'board.stop' : 'board.play');
    byId('play').replaceChildren(icon(this.playing ? 'pause' : 'play'));
  }

  /** @param {number} index of a frame; behind the last one is now @param {boolean} step */
  go(index, step) {
    this.slider.value = String(index);
    this.label();
    this.page.at(this.frames[index]?.at ?? '', step);
  }

  async play() {
    const round = Date.now();
    this.playing = round;
    let index = Number(this.slider.value) >= this.frames.length ? 0 : Number(this.slider.value);
    while (this.playing === round && index <= this.frames.length) {
      this.go(index, false);
      const shown = this.page.shown();
      await Promise.all([shown, new Promise((resolve) => { setTimeout(resolve, FRAME_MILLIS); })]);
      index++;
    }
    if (this.playing === round) this.stop();
  }

  stop() {
    this.playing = 0;
    this.label();
  }
}

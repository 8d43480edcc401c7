/**
 * Reports on their way: each is kept before anything is sent, goes out in its turn and once, however often it is tried, and is
 * taken away when the server has it. One page sends at a time.
 */
import * as api from '../api.js';
import { requestKey } from '../work/dialog.js';
import { put, remove, waiting } from './store.js';

const AGAIN_MILLIS = 20_000;
const LOCK = 'gridwarden.outbox';

/** The server or the way to it has no time now: it is tried again. */
const LATER = [0, 408, 425, 429, 500, 502, 503, 504];

export class Outbox {
  /** @param {{account: () => string|null, changed: (items: any[]) => void, sent: (problem: any) => void, signedOut: () => void}} page */
  constructor(page) {
    this.page = page;
    this.sending = null;
    window.addEventListener('online', () => this.flush());
    document.addEventListener('visibilitychange', () => { if (!document.hidden) this.flush(); });
    setInterval(() => this.flush(), AGAIN_MILLIS);
  }

  /** @param {any} report its body without photos @param {Blob[]} photos @returns {Promise<void>} when it is kept */
  async add(report, photos) {
    await put({ key: requestKey(), account: this.page.account(), report, photos: photos.map((blob) => ({ blob, hash: null })), at: new Date().toISOString(), fault: null });
    await this.tell();
    this.flush();
  }

  async tell() {
    this.page.changed(await waiting());
  }

  /** Sends what waits, unless that is under way. @returns {Promise<void>} */
  flush() {
    this.sending ??= this.run().finally(() => { this.sending = null; });
    return this.sending;
  }

  async run() {
    if (!this.page.account()) return;
    const send = () => this.sendAll();
    await (navigator.locks ? navigator.locks.request(LOCK, send) : send());
  }

  async sendAll() {
    for (const item of await waiting()) {
      if (item.fault || item.account !== this.page.account()) continue;
      try {
        const problem = await this.send(item);
        await remove(item.id);
        this.page.sent(problem);
      } catch (failure) {
        if (failure.status === 401) {
          this.page.signedOut();
          return;
        }
        if (LATER.includes(failure.status ?? 0)) {
          await this.tell();
          return;
        }
        await put({ ...item, fault: { status: failure.status, message: failure.message } });
      }
      await this.tell();
    }
  }

  async send(item) {
    for (const photo of item.photos) {
      if (!photo.hash) {
        photo.hash = (await api.sendPhoto(photo.blob)).hash;
        await put(item);
      }
    }
    const body = { ...item.report, photos: item.photos.map((photo) => photo.hash) };
    try {
      return await api.report(body, item.key);
    } catch (failure) {
      if (failure.field !== 'takenAt') throw failure;
      // The phone's clock is wrong: the moment of arrival is the best that is known.
      delete item.report.takenAt;
      await put(item);
      return this.send(item);
    }
  }

  /** Tries one again that the server had refused. */
  async again(item) {
    await put({ ...item, fault: null });
    await this.tell();
    this.flush();
  }

  async drop(id) {
    await remove(id);
    await this.tell();
  }
}

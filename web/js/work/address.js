/** A page's view in the address, so that a link shows the same and "back" works. */

/** @typedef {Record<string, string>} View what isn't set is missing */

export class Address {
  /**
   * @param {string[]} names of the parameters, in the order in which they are written; `lang` is always kept
   * @param {View} usual what stands where the address says nothing
   */
  constructor(names, usual = {}) {
    this.names = [...names, 'lang'];
    this.usual = usual;
  }

  /** @returns {View} */
  read() {
    const query = new URLSearchParams(location.search);
    const view = { ...this.usual };
    for (const name of this.names) if (query.get(name)) view[name] = query.get(name);
    return view;
  }

  /** @param {View} view @returns {string} its address */
  of(view) {
    const query = new URLSearchParams();
    for (const name of this.names) if (view[name] && view[name] !== this.usual[name]) query.set(name, view[name]);
    return query.size ? `${location.pathname}?${query}` : location.pathname;
  }

  /** @param {View} view @param {boolean} step whether "back" shall return to the view before */
  write(view, step) {
    const to = this.of(view);
    if (to === location.pathname + location.search) return;
    if (step) history.pushState(null, '', to); else history.replaceState(null, '', to);
  }
}

/** The same without what is empty. @param {Record<string, any>} view @returns {View} */
export const withoutEmpty = (view) => Object.fromEntries(Object.entries(view).filter(([, value]) => value));

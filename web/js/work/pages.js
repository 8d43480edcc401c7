/** Which pages there are, and for whom. The order is that of the menu. */

const ALL = ['admin', 'leader', 'chief', 'unit', 'inspector', 'reporter'];

/** @type {{name: string, path: string, icon: string, roles: string[]}[]} */
export const PAGES = [
  { name: 'map', path: '/', icon: 'map', roles: ALL },
  { name: 'desk', path: '/desk', icon: 'clipboard-list', roles: ALL },
  { name: 'phone', path: '/phone', icon: 'smartphone', roles: ALL },
  { name: 'chief', path: '/chief', icon: 'map-pinned', roles: ['admin', 'chief'] },
  { name: 'board', path: '/board', icon: 'gauge', roles: ['admin', 'leader', 'chief', 'unit', 'inspector'] },
  { name: 'grids', path: '/desk/grids', icon: 'grid-3x3', roles: ['admin'] },
  { name: 'borders', path: '/desk/borders', icon: 'spline', roles: ['admin'] },
  { name: 'duties', path: '/desk/duties', icon: 'users', roles: ['admin'] },
  { name: 'rules', path: '/desk/rules', icon: 'calendar-clock', roles: ['admin'] },
  { name: 'people', path: '/desk/people', icon: 'key-round', roles: ['admin'] },
  { name: 'print', path: '/desk/print', icon: 'printer', roles: ['admin', 'leader', 'chief', 'inspector'] },
];

/** @param {string} role @returns {typeof PAGES} those that it may use */
export const pagesOf = (role) => PAGES.filter((page) => page.roles.includes(role));

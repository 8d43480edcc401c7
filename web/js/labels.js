/** Which labels are shown: the more important first, none over another. Pure. */

/**
 * @param {{x: number, y: number, text: string, size: number, rank: number}[]} wanted pixels; a lower rank goes first
 * @param {number} most
 * @returns {typeof wanted} those with room
 */
export function withRoom(wanted, most = 220) {
  const taken = [];
  const shown = [];
  const sorted = [...wanted].sort((a, b) => a.rank - b.rank);
  for (const label of sorted) {
    const half = (widthOf(label.text) * label.size) / 2 + 6;
    const box = [label.x - half, label.y - label.size * 0.8, label.x + half, label.y + label.size * 0.8];
    if (shown.length < most && !taken.some((other) => meets(box, other))) {
      taken.push(box);
      shown.push(label);
    }
  }
  return shown;
}

const meets = (a, b) => a[0] < b[2] && a[2] > b[0] && a[1] < b[3] && a[3] > b[1];

/** In ems: a Chinese character is one wide, a Latin letter about half. */
function widthOf(text) {
  let width = 0;
  for (const character of text) width += character.codePointAt(0) > 0x2e80 ? 1 : 0.56;
  return width;
}

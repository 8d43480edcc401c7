/** Tables as text: what spreadsheets put into the clipboard, and what the server reads. Pure. */

/** @param {string} text with tabs between cells, as copied from a spreadsheet; cells with line breaks are in quotes @returns {string[][]} */
export function cells(text) {
  const rows = [[]];
  let cell = '';
  let quoted = false;
  const end = () => { rows.at(-1).push(cell.trim()); cell = ''; };
  for (let i = 0; i < text.length; i++) {
    const each = text[i];
    if (quoted) {
      if (each !== '"') cell += each;
      else if (text[i + 1] === '"') { cell += '"'; i++; } else quoted = false;
    } else if (each === '"' && cell === '') quoted = true;
    else if (each === '\t') end();
    else if (each === '\n') { end(); rows.push([]); } else if (each !== '\r') cell += each;
  }
  end();
  return rows.filter((row) => row.some((each) => each !== ''));
}

/** @param {(string|number|null|undefined)[][]} rows @returns {string} */
export const csv = (rows) => `${rows.map((row) => row.map((each) => {
  const text = String(each ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}).join(',')).join('\n')}\n`;

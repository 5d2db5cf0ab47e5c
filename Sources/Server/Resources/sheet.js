// The picture of a sheet: its cells as text, the marked ones buttons that lead to their finding.

import { byId, element, warn, word } from './dom.js';
import { get } from './server.js';

const box = byId('sheet');
const reach = 60;

let file = null;
let position = 0;
let picture = null;
let showItem = () => {};

const cellName = (row, column) => `${picture.columns[column]}${row}`;

function cell(row, data) {
  const place = cellName(row.number, data.column);
  const attributes = {
    class: [data.mark ?? '', data.isNumber ? 'number' : ''].join(' ').trim(), 'data-cell': place,
    colspan: data.columnSpan, rowspan: data.rowSpan, title: data.text.length > 20 ? data.text : undefined,
  };
  if (!data.items) return element('td', { ...attributes, text: data.text });
  return element('td', attributes, element('button', {
    type: 'button', text: data.text, 'aria-label': word('cellLabel', { place, kind: word(`kind_${data.mark}`), text: data.text || word('empty') }),
    on: { click: () => { markCell(place); showItem(data.items[0]); } },
  }));
}

function line(row) {
  const cells = [];
  let column = 0;
  const covered = row.covered ?? new Set();
  for (const data of row.cells) {
    for (; column < data.column; column += 1) if (!covered.has(column)) cells.push(element('td'));
    cells.push(cell(row, data));
    column = data.column + (data.columnSpan ?? 1);
  }
  for (; column < picture.columns.length; column += 1) if (!covered.has(column)) cells.push(element('td'));
  const name = [row.isHidden ? 'hidden-row' : '', row.isHeader ? 'header' : ''].join(' ').trim();
  return element('tr', { class: name || undefined, 'data-row': row.number },
    element('th', { scope: 'row', text: row.number, title: row.isHidden ? word('hiddenRow') : undefined }), cells);
}

/** Which columns of which rows lie under a cell merged from above. */
function spread(rows) {
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const row of rows) row.covered = new Set();
  for (const row of rows) {
    for (const data of row.cells) {
      for (let down = 1; down < (data.rowSpan ?? 1); down += 1) {
        const below = byNumber.get(row.number + down);
        if (!below) break;
        for (let right = 0; right < (data.columnSpan ?? 1); right += 1) below.covered.add(data.column + right);
      }
    }
  }
}

function gap(from, to) {
  const button = element('button', { type: 'button', class: 'button', text: word('gap', { from, to }) });
  button.addEventListener('click', () => fetchRows(from, Math.min(to, from + reach)));
  return element('tr', { class: 'gap' }, element('td', { colspan: picture.columns.length + 1 }, button));
}

function draw() {
  spread(picture.rows);
  const body = element('tbody');
  let next = 1;
  for (const row of picture.rows) {
    if (row.number > next) body.append(gap(next, row.number - 1));
    body.append(line(row));
    next = row.number + 1;
  }
  if (next <= picture.lastRow) body.append(gap(next, picture.lastRow));
  box.replaceChildren(
    element('table', {},
      element('thead', {}, element('tr', {}, element('th', { text: '' }),
        picture.columns.map((name) => element('th', { scope: 'col', text: name })))),
      body),
    picture.moreColumns > 0 ? element('p', { class: 'soft', text: word('moreColumns', { count: picture.moreColumns }) }) : '');
}

async function fetchRows(from, to) {
  try {
    const part = await get(`files/${file}/sheets/${position}?from=${from}&to=${to}`);
    const rows = new Map(picture.rows.map((row) => [row.number, row]));
    for (const row of part.rows) rows.set(row.number, row);
    picture.rows = [...rows.values()].sort((left, right) => left.number - right.number);
    const { scrollTop, scrollLeft } = box;
    draw();
    box.scrollTop = scrollTop;
    box.scrollLeft = scrollLeft;
  } catch (error) { warn(error.message); }
}

function markCell(place) {
  for (const other of box.querySelectorAll('td.current')) other.classList.remove('current');
  const found = box.querySelector(`[data-cell="${CSS.escape(place)}"]`);
  found?.classList.add('current');
  return found;
}

function drawTabs(sheets) {
  byId('tabs').replaceChildren(...sheets.map((sheet, index) => element('button', {
    type: 'button', 'aria-pressed': String(index === position),
    text: sheet.name + (sheet.problems > 0 ? ` (${sheet.problems})` : '') + (sheet.isHidden ? word('hiddenSheet') : ''),
    on: { click: () => drawSheet(file, sheets, index, showItem) },
  })));
}

/** Draws a sheet of a file; `toItem` leads to an item of the list. */
export async function drawSheet(fileID, sheets, index, toItem) {
  const isSame = file === fileID && position === index && picture !== null;
  const { scrollTop, scrollLeft } = box;
  const current = isSame ? box.querySelector('td.current')?.dataset.cell : null;
  const open = isSame ? picture.rows : [];
  file = fileID;
  position = index;
  showItem = toItem;
  drawTabs(sheets);
  const fresh = await get(`files/${fileID}/sheets/${index}`);
  if (file !== fileID || position !== index) return;
  picture = fresh;
  draw();
  // Rows that were opened stay open, their content as it is now.
  const known = new Set(fresh.rows.map((row) => row.number));
  const opened = open.map((row) => row.number).filter((number) => !known.has(number) && number <= fresh.lastRow);
  if (opened.length > 0) await fetchRows(Math.min(...opened), Math.max(...opened));
  if (isSame) { box.scrollTop = scrollTop; box.scrollLeft = scrollLeft; } else { box.scrollTop = 0; box.scrollLeft = 0; }
  if (current) markCell(current);
}

/** Leads to a cell, whatever sheet it is on and however far from what is drawn. */
export async function showCell(fileID, sheets, item, toItem) {
  const index = sheets.findIndex((sheet) => sheet.name === item.sheet);
  if (index < 0) return;
  if (file !== fileID || position !== index || picture === null) await drawSheet(fileID, sheets, index, toItem);
  const row = Number(/\d+$/.exec(item.cell)?.[0] ?? 1);
  if (!picture.rows.some((each) => each.number === row)) await fetchRows(Math.max(1, row - 5), row + 5);
  // Under a merged range only its first cell is drawn, and it has the item among its own.
  const merged = picture.rows.flatMap((each) => each.cells.map((data) => ({ each, data })))
    .find(({ data }) => data.items?.includes(item.id));
  const found = markCell(item.cell) ?? (merged ? markCell(cellName(merged.each.number, merged.data.column)) : null);
  if (!found) return;
  found.scrollIntoView({ block: 'center', inline: 'center' });
  found.querySelector('button')?.focus({ preventScroll: true });
}

// The list of findings: search and kinds, the way to the cell, and the choice of fixes.

import { byId, element, warn, word } from './dom.js';
import { post } from './server.js';

const kinds = ['error', 'warning', 'info', 'fixed'];
const step = 200;

let items = [];
let more = 0;
let file = null;
let matching = [];
let drawn = 0;
let current = null;
let show = () => {};

const list = byId('findings');

function choice(item) {
  const box = element('input', { type: 'checkbox', checked: item.isMade });
  // A disabled box would lose the focus: while the change is made it only does not answer.
  let isBusy = false;
  box.addEventListener('click', (event) => { if (isBusy) event.preventDefault(); });
  box.addEventListener('change', async () => {
    isBusy = true;
    try {
      await post(`files/${file}/choices`, { sheet: item.sheet, cell: item.cell, rule: item.rule, isChosen: box.checked });
    } catch (error) {
      box.checked = !box.checked;
      warn(error.message);
    } finally { isBusy = false; }
  });
  return element('label', { class: 'choice' }, box, element('span', {}, word('changeTo'), ' ',
    element('ins', { text: item.fix || word('empty') })));
}

function change(item) {
  return element('p', {}, element('del', { text: item.value || word('empty') }), ' → ', element('ins', { text: item.fix || word('empty') }));
}

const placeOf = (item) => (item.cell ? `${item.sheet}!${item.cell}` : item.sheet || word('wholeFile'));

function entry(item) {
  const place = placeOf(item);
  const head = element('p', {}, element('span', { class: 'kind', text: word(`kind_${item.kind}`) }));
  head.append(item.cell
    ? element('button', { type: 'button', class: 'go', text: place, on: { click: () => point(item) } })
    : element('span', { text: place }));
  if (item.key) head.append(element('span', { class: 'soft', text: `　${item.key}` }));
  const what = item.isMade ? change(item)
    : item.header || item.value ? element('p', { class: 'soft', text: [item.header, item.value].filter(Boolean).join('：') }) : null;
  const basis = [item.basis, item.rule].filter(Boolean).join('　');
  return element('li', { class: `item ${item.kind}`, 'data-item': item.id, 'data-place': place, tabindex: '-1' }, head,
    element('p', { text: item.problem }), what,
    item.advice ? element('p', { class: 'soft', text: item.advice }) : null,
    item.isChoice ? choice(item) : null,
    element('p', { class: 'soft', text: basis }));
}

function point(item) {
  mark(item.id);
  show(item);
}

function mark(id) {
  current = id;
  for (const other of list.querySelectorAll('.current')) other.classList.remove('current');
  list.querySelector(`[data-item="${id}"]`)?.classList.add('current');
}

function draw(count) {
  for (const item of matching.slice(drawn, count)) list.append(entry(item));
  drawn = Math.min(Math.max(drawn, count), matching.length);
  byId('more-findings').hidden = drawn >= matching.length;
}

function filter() {
  const words = byId('search').value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const on = new Set([...byId('kinds').querySelectorAll('input:checked')].map((box) => box.value));
  const onlyChoices = byId('only-choices').checked && !byId('all-choices').hidden;
  matching = items.filter((item) => {
    if (!on.has(item.kind) || (onlyChoices && !item.isChoice)) return false;
    if (words.length === 0) return true;
    const text = [item.sheet, item.cell, item.key, item.header, item.value, item.problem, item.advice, item.basis, item.rule, item.fix]
      .join(' ').toLowerCase();
    return words.every((each) => text.includes(each));
  });
  list.replaceChildren();
  drawn = 0;
  draw(step);
  byId('shown').textContent = items.length === 0 ? word('nothingFound')
    : word('shown', { shown: matching.length, all: items.length }) + (more > 0 ? word('moreInList', { count: more }) : '');
  if (current !== null) mark(current);
}

/** Takes the findings of a file; `showCell` leads to an item's cell. */
export function drawFindings(fileID, document, showCell) {
  const top = file === fileID ? list.scrollTop : 0;
  // A box that was ticked moves with its item from the problems to the corrections: the focus follows.
  const focused = window.document.activeElement?.closest?.('.choice')?.closest('[data-item]')?.dataset.place;
  if (file !== fileID) current = null;
  file = fileID;
  items = document.items;
  more = document.more;
  show = showCell;
  for (const kind of kinds) {
    const count = items.filter((item) => item.kind === kind).length;
    byId(`count-${kind}`).textContent = count;
  }
  byId('all-choices').hidden = !items.some((item) => item.isChoice);
  filter();
  if (drawn < matching.length && top > 0) draw(matching.length);
  list.scrollTop = top;
  if (focused) {
    draw(matching.findIndex((item) => item.isChoice && placeOf(item) === focused) + 1);
    const box = [...list.querySelectorAll('.choice')].find((label) => label.closest('[data-item]').dataset.place === focused);
    box?.querySelector('input').focus({ preventScroll: true });
  }
}

/** Leads to an item of the list, from its cell. */
export function showItem(id) {
  const position = matching.findIndex((item) => item.id === id);
  if (position < 0) {
    byId('search').value = '';
    byId('only-choices').checked = false;
    for (const box of byId('kinds').querySelectorAll('input')) box.checked = true;
    filter();
  }
  draw(matching.findIndex((item) => item.id === id) + 1);
  mark(id);
  const entry = list.querySelector(`[data-item="${id}"]`);
  entry?.scrollIntoView({ block: 'nearest' });
  entry?.focus({ preventScroll: true });
}

/** Sets up the filters. */
export function listenToFilters() {
  byId('kinds').append(...kinds.map((kind) => element('label', {},
    element('input', { type: 'checkbox', value: kind, checked: true }), ` ${word(`kind_${kind}`)} `,
    element('span', { class: 'soft', id: `count-${kind}` }))));
  byId('search').addEventListener('input', filter);
  byId('kinds').addEventListener('change', filter);
  byId('only-choices').addEventListener('change', filter);
  byId('more-findings').addEventListener('click', () => draw(drawn + step));
  const all = (isChosen) => async () => {
    try { await post(`files/${file}/choices/all`, { isChosen }); } catch (error) { warn(error.message); }
  };
  byId('choose-all').addEventListener('click', all(true));
  byId('choose-none').addEventListener('click', all(false));
}

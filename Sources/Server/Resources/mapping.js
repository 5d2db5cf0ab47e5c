// Which ledgers were recognised, and how each column was understood.

import { byId, element, word } from './dom.js';

function table(ledger) {
  const rows = ledger.columns.map((column) => element('tr', {},
    element('td', { text: column.column }), element('td', { text: column.header }), element('td', { text: column.field }),
    element('td', { class: column.confidence < 70 ? 'unsure' : '', text: `${column.evidence} ${column.confidence}%` })));
  return [
    element('h4', { text: word('ledgerAt', {
      title: ledger.title, sheet: ledger.sheet, rows: ledger.headerRows.join('–'), records: ledger.records, confidence: ledger.confidence,
    }) }),
    element('div', { class: 'scroll' }, element('table', {},
      element('thead', {}, element('tr', {}, ['column', 'header', 'understoodAs', 'evidence'].map((name) =>
        element('th', { scope: 'col', text: word(name) })))),
      element('tbody', {}, rows))),
    ledger.unmapped.length > 0 ? element('p', { class: 'soft', text: word('unmapped', {
      columns: ledger.unmapped.map((column) => `${column.column} ${column.header}`).join(word('comma')) }) }) : null,
    ledger.missing.length > 0 ? element('p', { class: 'unsure', text: word('missing', { columns: ledger.missing.join(word('comma')) }) }) : null,
    ledger.isPlan ? element('p', { class: 'unsure', text: word('plan') }) : null,
    ledger.skipped.length > 0 ? element('details', { class: 'soft' },
      element('summary', { text: word('skipped', { count: ledger.skipped.length }) }),
      element('ul', {}, ledger.skipped.map((row) => element('li', { text: word('skippedRow', row) })))) : null,
  ];
}

/** Draws the mapping of a file. */
export function drawMapping(file) {
  const box = byId('mapping');
  // A ledger spread over many sheets is named once, as sure as its least sure sheet.
  const kinds = new Map();
  for (const ledger of file.ledgers) kinds.set(ledger.title, [...(kinds.get(ledger.title) ?? []), ledger]);
  const titles = [...kinds].map(([title, ledgers]) =>
    `${title}${ledgers.length > 1 ? ` ×${ledgers.length}` : ''} ${Math.min(...ledgers.map((each) => each.confidence))}%`)
    .join(word('comma'));
  box.replaceChildren(
    element('summary', { text: word('mappingTitle', { ledgers: titles || word('noLedger') }) }),
    ...file.ledgers.flatMap(table).filter(Boolean),
    ...file.unread.map((sheet) => element('p', { class: 'soft', text: word('unread', { sheet: sheet.sheet, reason: sheet.reason }) })));
}

// Puts the page together: follows the visit's news and draws what has changed.

import { byId, element, say, setup, warn, word } from './dom.js';
import { download, get, leave, post } from './server.js';
import { listen, sending } from './uploads.js';
import { drawFiles } from './files.js';
import { drawScores } from './scores.js';
import { drawMapping } from './mapping.js';
import { drawFindings, listenToFilters, showItem } from './findings.js';
import { drawSheet, showCell } from './sheet.js';

let visit = { revision: -1, files: [], organisations: [], moreOrganisations: 0, isChecking: false, isCurrent: true };
let selected = null;
let sheet = 0;
let drawnDetail = '';
let hasEnded = false;
let failures = 0;

function end() {
  if (hasEnded) return;
  hasEnded = true;
  byId('results').hidden = true;
  byId('drop').hidden = true;
  byId('notices').replaceChildren(element('div', { class: 'notice error' }, element('span', { text: word('ended') }),
    element('button', { type: 'button', text: word('beginAgain'), on: { click: () => location.reload() } })));
}

function choose(id, goesThere) {
  if (selected !== id) sheet = 0;
  selected = id;
  drawnDetail = '';
  draw();
  if (goesThere) byId('detail').scrollIntoView({ block: 'start' });
}

function firstSheet(file) {
  const withProblems = file.sheets.findIndex((each) => each.problems > 0);
  const withLedger = file.sheets.findIndex((each) => file.ledgers.some((ledger) => ledger.sheet === each.name));
  return Math.max(0, withProblems >= 0 ? withProblems : withLedger);
}

async function drawDetail() {
  const file = visit.files.find((each) => each.id === selected && each.counts);
  byId('detail').hidden = !file;
  if (!file || visit.isChecking || !visit.isCurrent) return;
  const wanted = `${file.id} ${visit.revision}`;
  if (drawnDetail === wanted) return;
  const isOther = !drawnDetail.startsWith(`${file.id} `);
  drawnDetail = wanted;
  byId('detail-title').textContent = file.name;
  drawMapping(file);
  if (isOther) sheet = firstSheet(file);
  try {
    const findings = await get(`files/${file.id}/findings`);
    if (drawnDetail !== wanted) return;
    drawFindings(file.id, findings, async (item) => {
      sheet = Math.max(0, file.sheets.findIndex((each) => each.name === item.sheet));
      await showCell(file.id, file.sheets, item, showItem);
    });
    await drawSheet(file.id, file.sheets, sheet, showItem);
  } catch (error) {
    // The file may have been taken away meanwhile; the next news tells.
    drawnDetail = '';
    if (error.isEnd) end();
  }
}

function draw() {
  const hasFiles = visit.files.length > 0 || sending.length > 0;
  byId('results').hidden = !hasFiles;
  byId('drop').classList.toggle('small', hasFiles);
  if (!visit.files.some((file) => file.id === selected)) {
    // The file that needs its clerk most comes first.
    const worst = visit.files.filter((file) => file.counts)
      .sort((left, right) => right.counts.errors - left.counts.errors || right.counts.warnings - left.counts.warnings);
    selected = worst[0]?.id ?? null;
    drawnDetail = '';
  }
  drawFiles(visit, selected, choose);
  drawScores(visit);
  byId('takeaway').hidden = !visit.files.some((file) => file.counts);
  if (document.activeElement !== byId('as-of')) byId('as-of').value = visit.asOf ?? '';
  byId('shows-personal').checked = visit.showsPersonal ?? false;
  document.body.dataset.state = visit.isChecking || !visit.isCurrent ? 'checking' : 'ready';
  drawDetail();
}

function tell(before) {
  if (visit.isChecking) say(word('checking'));
  else if (before.isChecking && visit.files.length > 0) {
    const sum = (name) => visit.files.reduce((total, file) => total + (file.counts?.[name] ?? 0), 0);
    say(word('checked', { errors: sum('errors'), warnings: sum('warnings'), corrected: sum('corrected') }));
  }
}

function take(news) {
  if (news.revision < visit.revision) return;
  const before = visit;
  visit = news;
  if (before.asOf !== visit.asOf) drawPeriods();
  tell(before);
  draw();
}

async function follow() {
  while (!hasEnded) {
    try {
      take(await get(visit.revision < 0 ? 'visit' : `visit?after=${visit.revision}`));
      failures = 0;
    } catch (error) {
      if (error.isEnd) return end();
      failures += 1;
      if (failures === 2) warn(error.message);
      await new Promise((done) => setTimeout(done, 2000));
    }
  }
}

function drawPeriods() {
  const chosen = byId('period').value;
  const year = Number((visit.asOf ?? '').slice(0, 4)) || new Date().getFullYear();
  const options = [year, year - 1].flatMap((each) => [
    [`${each}`, word('year', { year: each })],
    ...[1, 2, 3, 4].map((quarter) => [`${each}Q${quarter}`, word('quarter', { year: each, quarter })]),
    ...Array.from({ length: 12 }, (_, index) => [`${each}-${String(index + 1).padStart(2, '0')}`, word('month', { year: each, month: index + 1 })]),
  ]);
  byId('period').replaceChildren(...options.map(([value, text]) => element('option', { value, text })));
  if (options.some(([value]) => value === chosen)) byId('period').value = chosen;
}

async function set() {
  if (!byId('as-of').value) return;
  try {
    take(await post('settings', { asOf: byId('as-of').value, showsPersonal: byId('shows-personal').checked }));
  } catch (error) { if (error.isEnd) end(); else warn(error.message); }
}

listenToFilters();
listen(draw);
byId('as-of').addEventListener('change', set);
byId('shows-personal').addEventListener('change', set);
byId('settings').addEventListener('submit', (event) => event.preventDefault());
byId('clear').addEventListener('click', async () => {
  try {
    take(await post('clear'));
    byId('notices').replaceChildren();
    say(word('cleared'));
    byId('choose-files').focus();
  } catch (error) { if (error.isEnd) end(); else warn(error.message); }
});
for (const button of document.querySelectorAll('[data-download]')) {
  button.addEventListener('click', async () => {
    const name = button.dataset.download;
    button.disabled = true;
    say(word('making'));
    try {
      await download(name === 'summary' || name === 'all' ? `${name}?period=${byId('period').value}` : name);
      say(word('made'));
    } catch (error) { if (error.isEnd) end(); else warn(error.message); } finally { button.disabled = false; }
  });
}
addEventListener('pagehide', leave);
addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
// Another language is another page of the same visit.
document.documentElement.lang = setup.language === 'zh' ? 'zh-CN' : 'en';
follow();

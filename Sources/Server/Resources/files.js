// The list of files with how far each has come and what was found in it.

import { byId, element, warn, word } from './dom.js';
import { download, post, remove } from './server.js';
import { sending } from './uploads.js';

const list = byId('files');

async function attempt(button, work) {
  button.disabled = true;
  try { await work(); } catch (error) { warn(error.message); } finally { button.disabled = false; }
}

function action(label, file, work) {
  const button = element('button', { type: 'button', text: word(label), 'aria-label': `${word(label)} ${file.name}` });
  button.addEventListener('click', () => attempt(button, work));
  return button;
}

function counts(counts) {
  const kinds = [
    ['error', counts.errors], ['warning', counts.warnings], ['info', counts.infos], ['fixed', counts.corrected],
  ];
  const made = kinds.filter(([, count]) => count > 0)
    .map(([kind, count]) => element('span', { class: `count ${kind}`, text: word(`count_${kind}`, { count }) }));
  if (counts.suggested > 0) {
    made.push(element('span', { class: 'count info', text: word('countSuggested', { count: counts.suggested, chosen: counts.chosen }) }));
  }
  return made.length > 0 ? made : [element('span', { class: 'count fixed', text: word('nothingFound') })];
}

function passwordForm(file) {
  const field = element('input', { type: 'password', 'aria-label': word('password'), placeholder: word('password'), autocomplete: 'off', required: true });
  const form = element('form', {}, field, element('button', { text: word('unlock') }));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    try {
      await post(`files/${file.id}/password`, { password: field.value });
      await post('check');
    } catch (error) { warn(error.message); }
  });
  return form;
}

function entry(file, isSelected, isChecking, choose) {
  const about = [];
  const actions = [];
  if (file.state === 'reading') about.push(element('div', { class: 'about', text: word('reading') }), element('progress'));
  if (file.state === 'failed') {
    about.push(element('div', { class: 'about error', text: file.failure.message }));
    if (file.failure.wantsPassword) about.push(passwordForm(file));
  }
  if (file.state === 'read') {
    const kinds = new Map();
    for (const ledger of file.ledgers) {
      const known = kinds.get(ledger.title) ?? { title: ledger.title, records: 0, confidence: 100 };
      known.records += ledger.records;
      known.confidence = Math.min(known.confidence, ledger.confidence);
      kinds.set(ledger.title, known);
    }
    const ledgers = [...kinds.values()].map((kind) => word('ledgerFound', kind));
    about.push(element('div', { class: 'about', text: ledgers.join(word('comma')) || word('noLedger') }));
    about.push(element('div', {}, file.counts ? counts(file.counts) : element('span', { class: 'about', text: word(isChecking ? 'checking' : 'waiting') })));
    if (file.counts) {
      actions.push(element('button', {
        type: 'button', text: word('look'), 'aria-pressed': String(isSelected), 'aria-label': `${word('look')} ${file.name}`,
        on: { click: () => choose(file.id, true) },
      }));
      actions.push(action('takeCorrected', file, () => download(`corrected/${file.id}`)));
    }
  }
  actions.push(action('remove', file, async () => { await remove(`files/${file.id}`); await post('check'); }));
  return element('li', { class: [isSelected ? 'selected' : '', file.state].join(' '), 'data-file': file.id },
    element('div', { class: 'name', text: file.name }), about, element('div', { class: 'actions' }, actions));
}

/** Draws the list. */
export function drawFiles(visit, selected, choose) {
  // A password being typed is not wiped away by news of another file.
  if (list.querySelector('input[type="password"]:focus')) return;
  const focus = document.activeElement?.closest('#files [data-file]');
  const label = document.activeElement?.textContent;
  list.replaceChildren(
    ...visit.files.map((file) => entry(file, file.id === selected, visit.isChecking, choose)),
    ...sending.map((file) => element('li', {},
      element('div', { class: 'name', text: file.name }),
      element('div', { class: 'about', text: word('sendingShare', { share: Math.round(file.share * 100) }) }),
      element('progress', { value: file.share, max: 1, 'aria-label': file.name }))));
  if (focus) {
    const again = list.querySelector(`[data-file="${CSS.escape(focus.dataset.file)}"]`);
    [...(again?.querySelectorAll('button') ?? [])].find((button) => button.textContent === label)?.focus();
  }
}

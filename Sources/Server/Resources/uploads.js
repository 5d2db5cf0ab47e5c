// Files coming in: dropped, chosen, or a whole folder.

import { byId, setup, say, warn, word } from './dom.js';
import { post, upload } from './server.js';

// Inside a folder only what can be a table is taken; a file chosen by itself is taken whatever its name.
const tables = /\.(zip|xlsx|xlsm|xltx|xltm|xls|xlt|et|ett|csv|tsv|tab|txt|html?|xml)$/i;
const atATime = 2;

/** Uploads under way: `{ name, share }`, shown in the list of files. */
export const sending = [];

let waiting = [];
let running = 0;
let tell = () => {};

const megabytes = (bytes) => Math.floor(bytes / 1048576);

function take(files) {
  if (files.length === 0) return;
  for (const file of files) {
    if (file.content.size > setup.fileBytes) {
      warn(word('tooLarge', { name: file.name, limit: megabytes(setup.fileBytes) }));
    } else waiting.push(file);
  }
  work();
}

function work() {
  while (running < atATime && waiting.length > 0) {
    running += 1;
    send(waiting.shift()).finally(() => {
      running -= 1;
      if (running === 0 && waiting.length === 0) check();
      work();
    });
  }
}

async function send(file) {
  const entry = { name: file.name, share: 0 };
  sending.push(entry);
  tell();
  say(word('sending', { name: file.name }));
  try {
    const added = await upload(file.content, file.name, (share) => { entry.share = share; tell(); });
    for (const note of added.notes) warn(note);
  } catch (error) {
    warn(`${file.name}：${error.message}`);
    // More of the same would be refused as well.
    if (error.code.startsWith('visit.')) waiting = [];
  } finally {
    sending.splice(sending.indexOf(entry), 1);
    tell();
  }
}

async function check() {
  try { await post('check'); } catch (error) { if (!error.isEnd) warn(error.message); }
}

async function inFolder(entry, path, into) {
  if (entry.name.startsWith('.') || entry.name.startsWith('~$')) return;
  if (entry.isFile) {
    const content = await new Promise((done, fail) => entry.file(done, fail));
    if (path === '' || tables.test(entry.name)) into.push({ name: path + entry.name, content });
    return;
  }
  const reader = entry.createReader();
  for (;;) {
    const entries = await new Promise((done, fail) => reader.readEntries(done, fail));
    if (entries.length === 0) return;
    for (const inner of entries) await inFolder(inner, `${path}${entry.name}/`, into);
  }
}

async function dropped(transfer) {
  const entries = [...transfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
  const files = [...transfer.files];
  if (entries.length === 0) return take(files.map((content) => ({ name: content.name, content })));
  const found = [];
  for (const entry of entries) await inFolder(entry, '', found);
  take(found);
}

/** Listens for files; `changed` is told when what is being sent changes. */
export function listen(changed) {
  tell = changed;
  byId('limits').textContent = word('limits', {
    size: megabytes(setup.fileBytes), count: setup.files, total: megabytes(setup.visitBytes),
  });
  byId('choose-files').addEventListener('change', (event) => {
    take([...event.target.files].map((content) => ({ name: content.name, content })));
    event.target.value = '';
  });
  byId('choose-folder').addEventListener('change', (event) => {
    take([...event.target.files]
      .filter((content) => tables.test(content.name) && !/(^|\/)(\.|~\$)/.test(content.webkitRelativePath))
      .map((content) => ({ name: content.webkitRelativePath, content })));
    event.target.value = '';
  });
  const drop = byId('drop');
  let depth = 0;
  const hold = (event) => { if ([...event.dataTransfer.types].includes('Files')) event.preventDefault(); };
  addEventListener('dragenter', (event) => { hold(event); depth += 1; drop.classList.add('over'); });
  addEventListener('dragover', hold);
  addEventListener('dragleave', () => { depth -= 1; if (depth <= 0) { depth = 0; drop.classList.remove('over'); } });
  addEventListener('drop', (event) => {
    hold(event);
    depth = 0;
    drop.classList.remove('over');
    dropped(event.dataTransfer).catch((error) => warn(error.message));
  });
}

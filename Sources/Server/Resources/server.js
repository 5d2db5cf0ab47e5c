// Talks with the server: every request proves that it comes from this page.

import { setup, word } from './dom.js';

/** A request that was refused, with the server's words for it. */
export class Refusal extends Error {
  constructor(status, document) {
    super(document?.message ?? word('failed'));
    this.status = status;
    this.code = document?.code ?? '';
  }

  get isEnd() { return this.code === 'visit.ended' || this.code === 'request.token'; }
}

const headers = () => ({ 'X-Taizhang-Token': setup.token, 'Accept-Language': setup.language });

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch('/api/' + path, { ...options, headers: { ...headers(), ...options.headers }, cache: 'no-store' });
  } catch {
    throw new Refusal(0, { code: 'server.gone', message: word('serverGone') });
  }
  if (response.ok) return response;
  throw new Refusal(response.status, await response.json().catch(() => null));
}

export async function get(path) { return (await ask(path)).json(); }

export async function post(path, body) {
  const options = { method: 'POST' };
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers = { 'Content-Type': 'application/json' };
  }
  const response = await ask(path, options);
  return response.status === 204 ? null : response.json();
}

export async function remove(path) { await ask(path, { method: 'DELETE' }); }

/** Sends a file; `progress` is told how much of it has gone, 0 to 1. */
export function upload(file, name, progress) {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest();
    request.open('POST', '/api/files');
    for (const [key, value] of Object.entries(headers())) request.setRequestHeader(key, value);
    request.setRequestHeader('X-Taizhang-File', encodeURIComponent(name));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) progress(event.loaded / event.total);
    });
    request.addEventListener('load', () => {
      let document = null;
      try { document = JSON.parse(request.responseText); } catch { /* no words for it */ }
      if (request.status === 201) done(document);
      else fail(new Refusal(request.status, document));
    });
    request.addEventListener('error', () => fail(new Refusal(0, { code: 'server.gone', message: word('uploadBroken') })));
    request.send(file);
  });
}

/** Takes something away: the browser saves it under the name the server gives. */
export async function download(path) {
  const response = await ask('downloads/' + path);
  const name = /filename\*=UTF-8''([^;]+)/.exec(response.headers.get('Content-Disposition') ?? '');
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name ? decodeURIComponent(name[1]) : 'download';
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Tells the server that the page is being left, so that it forgets everything soon. */
export function leave() {
  fetch('/api/leave', { method: 'POST', headers: headers(), keepalive: true }).catch(() => {});
}

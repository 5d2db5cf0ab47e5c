// Elements and words. Text from ledgers only ever becomes text, never markup.

const setup = JSON.parse(document.querySelector('meta[name="setup"]').content);

export { setup };

/** The word of a name, `{name}` replaced. */
export function word(name, values = {}) {
  const text = setup.words[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
}

export const byId = (id) => document.getElementById(id);

/** An element: `class`, `text`, `on` (listeners), booleans and attributes, then children. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key === 'class') made.className = value;
    else if (key === 'text') made.textContent = value;
    else if (key === 'on') for (const [event, done] of Object.entries(value)) made.addEventListener(event, done);
    else made.setAttribute(key, value === true ? '' : value);
  }
  made.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return made;
}

/** Says something to people who listen rather than look. */
export function say(text) {
  const status = byId('status');
  if (status.textContent !== text) status.textContent = text;
}

/** Shows a failure until it is put away. */
export function warn(text) {
  const notice = element('div', { class: 'notice error' }, element('span', { text }));
  notice.append(
    element('button', { type: 'button', 'aria-label': word('dismiss'), text: '×', on: { click: () => notice.remove() } }));
  byId('notices').append(notice);
}

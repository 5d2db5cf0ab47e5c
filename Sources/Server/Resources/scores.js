// How the organisations stand.

import { byId, element, word } from './dom.js';

function card(organisation) {
  const stars = organisation.stars > 0 ? '★'.repeat(organisation.stars) : word('noStars');
  const standing = element('div', { class: 'standing' },
    element('b', { text: organisation.score ?? '—' }),
    element('span', { text: organisation.score === null || organisation.score === undefined ? word('notAssessed') : organisation.tier }),
    element('span', { class: 'stars', 'aria-label': word('starCount', { count: organisation.stars }), text: stars }));
  const areas = element('dl', { class: 'areas' });
  for (const area of organisation.areas) {
    const isAssessed = area.percent !== null && area.percent !== undefined;
    areas.append(
      element('dt', { text: area.title }),
      isAssessed
        ? element('meter', { min: 0, max: 100, low: 60, high: 85, optimum: 100, value: area.percent, 'aria-label': area.title })
        : element('span'),
      element('dd', { text: isAssessed ? `${area.score}/${area.max}` : '—' }));
  }
  return element('article', { class: 'organisation' },
    element('h3', { text: organisation.name }), standing,
    organisation.isProvisional ? element('p', { class: 'soft', text: word('provisional') }) : null,
    element('details', {}, element('summary', { class: 'soft', text: word('byArea') }), areas));
}

/** Draws the cards. */
export function drawScores(visit) {
  byId('scores').hidden = visit.organisations.length === 0;
  byId('organisations').replaceChildren(
    ...visit.organisations.map(card),
    visit.moreOrganisations > 0
      ? element('p', { class: 'soft', text: word('moreOrganisations', { count: visit.moreOrganisations }) }) : '');
}

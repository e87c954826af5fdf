import { html, nothing, type TemplateResult } from 'lit';
import type { AnswerTongue } from '../../kit/answer/words';
import type { HereView } from '../../kit/wire';
import { avatar } from '../avatar';
import { threadIcon } from '../thread-icons';

const shown = 3;

/** Who else of the team has this thread open; who writes comes first. */
export function hereLine({ t }: AnswerTongue, people: readonly HereView[]): TemplateResult | typeof nothing {
  const [first] = people;
  if (!first) return nothing;
  const writes = first.doing === 'writing';
  const words =
    writes || people.length === 1
      ? t(writes ? 'writesHere' : 'readsHere', { name: first.name })
      : t('othersHere', { n: people.length });
  const all = people
    .map(({ name, doing }) => t(doing === 'writing' ? 'writesHere' : 'readsHere', { name }))
    .join('\n');
  return html`<div class="here ${writes ? 'writes' : ''}" role="status" title=${all}>
    <span class="here-faces">${people
      .slice(0, shown)
      .map(
        one =>
          html`<span class="here-face">${avatar(one)}${one.doing === 'writing' ? html`<i>${threadIcon('edit')}</i>` : nothing}</span>`,
      )}</span>
    <span class="here-words" dir="auto">${words}</span>
  </div>`;
}

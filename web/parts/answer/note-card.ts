import { html, nothing, type TemplateResult } from 'lit';
import type { Note } from '../../kit/answer/wire';
import type { AnswerTongue } from '../../kit/answer/words';
import type { Person } from '../../kit/wire';
import { avatar } from '../avatar';
import { icon } from '../icons';
import { messageText } from '../message-text';

export interface NoteLook {
  words: AnswerTongue;
  me: string;
  /** Its removal waits for a second press. */
  asking: boolean;
  edit(): void;
  ask(on: boolean): void;
  remove(): void;
}

/** What the team said to itself, between the messages. */
export function noteCard(note: Note, look: NoteLook): TemplateResult {
  const { words, me } = look;
  const { t, main } = words;
  const { author, text, at, editedAt, removedAt, erased } = note;
  if (removedAt || erased || text === null)
    return html`<p class="system note-gone">${erased ? t('noteErased') : t('noteRemoved', { name: author.name })} <time datetime=${at}>${main.when.time(at)}</time></p>`;
  const own = author.id === me;
  return html`<div class="team-note ${note.mentions.some(({ id }) => id === me) ? 'to-me' : ''}" role="article" tabindex="-1" aria-label=${t('noteOf', { name: author.name })} data-note=${note.id}>
    <header>
      ${avatar(author)}<strong><bdi>${author.name}</bdi></strong>
      <span class="note-only">${icon('lock')}${t('onlyTeam')}</span>
      <time datetime=${at} title=${main.when.exact(at)}>${main.when.time(at)}</time>
      ${editedAt ? html`<span class="edited" title=${main.when.exact(editedAt)}>${t('edited')}</span>` : nothing}
    </header>
    <p class="text" dir="auto">${withMentions(text, note.mentions, me)}</p>
    ${
      own
        ? html`<footer>${
            look.asking
              ? html`<span>${t('removeSure')}</span><button class="link danger" type="button" @click=${look.remove}>${t('remove')}</button><button class="link" type="button" @click=${() => look.ask(false)}>${t('keepIt')}</button>`
              : html`<button class="link" type="button" @click=${look.edit}>${t('edit')}</button><button class="link" type="button" @click=${() => look.ask(true)}>${t('remove')}</button>`
          }</footer>`
        : nothing
    }
  </div>`;
}

/** The names of those who are meant stand out. */
export function withMentions(
  text: string,
  mentions: readonly Person[],
  me: string,
): (TemplateResult | unknown)[] {
  const names = [...mentions].sort((a, b) => b.name.length - a.name.length);
  const pieces: unknown[] = [];
  let rest = text;
  for (;;) {
    const found = names
      .map(person => ({ person, at: rest.indexOf(`@${person.name}`) }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.person.name.length - a.person.name.length)[0];
    if (!found) break;
    const { person, at } = found;
    pieces.push(
      messageText(rest.slice(0, at)),
      html`<b class="mention ${person.id === me ? 'me' : ''}">@${person.name}</b>`,
    );
    rest = rest.slice(at + person.name.length + 1);
  }
  return [...pieces, messageText(rest)];
}

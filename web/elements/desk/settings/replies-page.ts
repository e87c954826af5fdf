import { html, nothing, type TemplateResult } from 'lit';
import { customElement, query } from 'lit/decorators.js';
import type { Draft } from '../../../kit/desk/settings/draft';
import { draftOf } from '../../../kit/desk/settings/drafts';
import {
  type AutoReply,
  type Replies,
  repliesSource,
  replyFlaws,
  replyKinds,
  topicKind,
  topicOf,
  withReply,
} from '../../../kit/desk/settings/replies';
import { templateBookOf } from '../../../kit/desk/settings/template-book';
import type { SettingsKey } from '../../../kit/words/settings-en';
import type { DeskMenu } from '../../../parts/desk/menu';
import { toggle } from '../../../parts/desk/settings/field';
import { glyph } from '../../../parts/desk/settings/glyphs';
import { textOrTemplate } from '../../../parts/desk/settings/text-or-template';
import { topicText } from '../../../parts/topic';
import { SettingsPage } from './settings-page';
import { variablesMenu } from './variables-menu';

/** What threads can be about where the operator has not said otherwise. */
const usualTopics = ['question', 'delivery', 'return', 'custom-order', 'cooperation', 'other'];

const titles: Record<(typeof replyKinds)[number], [SettingsKey, SettingsKey, SettingsKey]> = {
  away: ['replyAway', 'replyAwayHint', 'replyAwayText'],
  'outside-hours': ['replyClosed', 'replyClosedHint', 'replyClosedText'],
  'first-message': ['replyFirst', 'replyFirstHint', 'replyFirstText'],
};

/** What a vendor's machine answers by itself. */
@customElement('parley-desk-replies')
export class RepliesPage extends SettingsPage {
  @query('parley-desk-menu') private menu!: DeskMenu;

  private get draft(): Draft<Replies> {
    return draftOf(this.session, 'replies', () => repliesSource(this.session));
  }

  protected override willUpdate(): void {
    const { draft, rights } = this;
    this.watch.these(draft.changed, rights.changed, templateBookOf(this.session).changed);
    if (draft.state === 'new') void draft.load();
  }

  protected override render(): TemplateResult {
    const { words, draft, rights } = this;
    const { t } = words;
    const waiting = this.notYet(draft);
    if (waiting || !draft.value) return waiting ?? html``;
    const { replies } = draft.value;
    const flaws = replyFlaws(replies, templateBookOf(this.session).templates);
    const topics = replies.map(({ kind }) => topicOf(kind)).filter(topic => topic !== null);
    const left = usualTopics.filter(topic => !topics.includes(topic));
    return html`<header class="page-title"><h2>${t('replies')}</h2><p>${t('repliesIntro')}</p></header>
      ${this.lookOnly(rights.writes, 'ownersAndAgents')}
      ${replyKinds.map(kind => this.card(kind, t(titles[kind][0]), t(titles[kind][1]), t(titles[kind][2]), replies, flaws.get(kind)))}
      ${topics.map(topic =>
        this.card(
          topicKind(topic),
          t('replyTopic', { topic: topicText(this.tongue, topic) }),
          t('replyTopicHint'),
          '',
          replies,
          flaws.get(topicKind(topic)),
        ),
      )}
      ${rights.writes && left.length > 0 ? html`<button class="button add below" type="button" aria-haspopup="menu" @click=${(event: Event) => this.addTopic(event.currentTarget as HTMLElement, left)}>${glyph('plus')}${t('addTopic')}</button>` : nothing}
      ${this.saving(draft, flaws.size, t('save'), t('saved'))}
      ${this.telling.render()}<parley-desk-menu></parley-desk-menu>`;
  }

  private card(
    kind: string,
    title: string,
    hint: string,
    start: string,
    replies: readonly AutoReply[],
    flaw: SettingsKey | undefined,
  ): TemplateResult {
    const { words, rights } = this;
    const { t } = words;
    const reply = replies.find(one => one.kind === kind);
    const on = reply !== undefined && !reply.off;
    const may = rights.writes;
    const change = (changes: Partial<AutoReply> | null) => this.change(kind, changes);
    const turn = (now: boolean) =>
      change(now ? { off: false, ...(reply ? {} : { template: null, text: start }) } : { off: true });
    return html`<section class="block" aria-label=${title}>
      <header class="with-switch"><div><h3>${title}</h3><p class="hint">${hint}</p></div>${toggle('', on, turn, { disabled: !may, name: title })}</header>
      ${
        on && reply
          ? textOrTemplate({
              id: `reply-${kind.replace(/\W/g, '-')}`,
              words,
              book: templateBookOf(this.session),
              template: reply.template ?? null,
              text: reply.text ?? '',
              may,
              flaw: flaw && t(flaw),
              choose: template => change({ template }),
              write: text => change({ text }),
              variables: (button, field) =>
                variablesMenu(this.menu, button, templateBookOf(this.session), words, field),
            })
          : nothing
      }
      ${topicOf(kind) !== null && may ? html`<button class="tiny start" type="button" aria-label="${t('remove')}: ${title}" @click=${() => change(null)}>${glyph('bin')}<span>${t('remove')}</span></button>` : nothing}
    </section>`;
  }

  private change(kind: string, changes: Partial<AutoReply> | null): void {
    const now = this.draft.value;
    if (now) this.draft.edit({ ...now, replies: withReply(now.replies, kind, changes) });
  }

  private addTopic(button: HTMLElement, topics: readonly string[]): void {
    this.menu.open(button, () => ({
      title: this.words.t('addTopic'),
      items: topics.map(topic => ({
        label: topicText(this.tongue, topic),
        act: () => this.change(topicKind(topic), { off: false, text: '' }),
      })),
    }));
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-replies': RepliesPage;
  }
}

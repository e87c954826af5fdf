import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { askForPage } from '../../../kit/desk/pages';
import { movedTo, placeOf, ThreadWork } from '../../../kit/desk/settings/hand-over';
import { teamBookOf } from '../../../kit/desk/settings/team-book';
import { settingsTongueFor } from '../../../kit/desk/settings/words';
import { Refusal } from '../../../kit/problem';
import type { ConversationRow } from '../../../kit/wire';
import type { SettingsKey } from '../../../kit/words/settings-en';
import { field } from '../../../parts/desk/settings/field';
import { pick } from '../../../parts/desk/settings/rule-fields';
import { topicText } from '../../../parts/topic';
import { SettingsPage } from './settings-page';

type Kind = 'hand' | 'merge' | 'move';

const kinds: readonly Kind[] = ['hand', 'merge', 'move'];
const topics = ['question', 'delivery', 'return', 'custom-order', 'cooperation', 'other'];
const titles: Record<Kind, SettingsKey> = { hand: 'handOver', merge: 'merge', move: 'moveThread' };

/** Beside a thread: hand it over with a word, make two threads one, put it where it belongs. Each is confirmed, and taken back. */
@customElement('parley-desk-work')
export class ThreadWorkView extends SettingsPage {
  @property() conversation = '';
  @state() private open: Kind | null = null;
  @state() private alike: ConversationRow[] | null = null;
  @state() private moveKind = 'topic';
  @state() private flaw = '';
  @state() private busy = false;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('conversation')) this.close();
    this.watch.these(this.rights.changed, teamBookOf(this.session).changed);
  }

  private get work(): ThreadWork {
    return new ThreadWork(this.session);
  }

  private get row(): ConversationRow | undefined {
    return this.session.rows.get(this.conversation);
  }

  protected override render(): TemplateResult | typeof nothing {
    const words = settingsTongueFor(this.tongue);
    if (!words.ready || !this.rights.writes || !this.row) return nothing;
    const { t } = words;
    return html`<div class="work">${kinds.map(kind => html`<button class="tiny" type="button" aria-expanded=${String(this.open === kind)} @click=${() => this.turn(kind)}>${t(titles[kind])}</button>`)}</div>
      ${
        this.open
          ? html`<form class="work-form" aria-label=${t(titles[this.open])} @submit=${this.submit}>${this.form(this.open)}
        ${this.flaw ? html`<p class="flaw" role="alert">${this.flaw}</p>` : nothing}
        <div class="contest-acts"><button class="button main" type="submit" ?disabled=${this.busy || (this.open === 'merge' && !this.alike?.length)}>${t(titles[this.open])}</button><button class="button" type="button" @click=${this.close}>${t('cancel')}</button></div></form>`
          : nothing
      }
      ${this.telling.render()}`;
  }

  private form(kind: Kind): TemplateResult {
    const { t } = this.words;
    if (kind === 'hand') {
      // Oneself last: who hands over means somebody else.
      const mine = (id: string) => Number(id === this.session.person);
      const others = teamBookOf(this.session)
        .agents.filter(({ role }) => role !== 'read-only')
        .sort((a, b) => mine(a.id) - mine(b.id));
      return html`${field({ id: 'work-agent', label: t('handTo') }, html`<select id="work-agent" name="agent">${others.map(({ id, name }) => html`<option value=${id}>${id === this.session.person ? t('you') : name}</option>`)}</select>`)}
        ${field({ id: 'work-note', label: t('handNote'), hint: t('handNoteHint') }, html`<textarea id="work-note" name="note" rows="3" maxlength="2000" dir="auto" aria-describedby="work-note-hint"></textarea>`)}`;
    }
    if (kind === 'merge') {
      if (!this.alike) return html`<p class="soft">${t('loading')}</p>`;
      if (this.alike.length === 0)
        return html`<p class="hint">${t('noAlike', { name: this.row?.with.name ?? '' })}</p>`;
      return html`${field({ id: 'work-into', label: t('mergeInto') }, html`<select id="work-into" name="into">${this.alike.map(one => html`<option value=${one.id}>${one.subject?.title ?? topicText(this.tongue, one.topic)}</option>`)}</select>`)}
        <p class="hint">${t('mergeHint')}</p>`;
    }
    const onTopic = this.moveKind === 'topic';
    const abouts = [
      ['topic', t('factTopic')],
      ['listing', t('valueSubjectListing')],
      ['order', t('valueSubjectOrder')],
      ['booking', t('valueSubjectBooking')],
      ['request', t('valueSubjectRequest')],
    ] as const;
    return html`${pick('work-kind', t('factSubject'), abouts, this.moveKind, to => {
      this.moveKind = to;
    })}
      ${
        onTopic
          ? pick(
              'work-word',
              t('factTopic'),
              topics.map(topic => [topic, topicText(this.tongue, topic)]),
              topics[0] ?? '',
              () => undefined,
            )
          : field(
              { id: 'work-word', label: t('factSubjectId') },
              html`<input id="work-word" type="text" maxlength="128" dir="auto" />`,
            )
      }
      <p class="hint">${t('moveHint')}</p>`;
  }

  private turn(kind: Kind): void {
    const opens = this.open !== kind;
    this.close();
    if (!opens) return;
    this.open = kind;
    const { row } = this;
    if (kind === 'merge' && row)
      void this.work.alike(row).then(
        alike => {
          this.alike = alike;
        },
        error => {
          this.flaw = this.say(error);
        },
      );
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>('.work-form select, .work-form input')?.focus(),
    );
  }

  private readonly close = (): void => {
    this.open = null;
    this.alike = null;
    this.flaw = '';
    this.busy = false;
  };

  private readonly submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const kind = this.open;
    if (!kind || this.busy) return;
    this.busy = true;
    this.flaw = '';
    try {
      await this.act(kind, new FormData(event.target as HTMLFormElement));
    } catch (error) {
      this.flaw = this.why(error);
    }
    this.busy = false;
  };

  private async act(kind: Kind, data: FormData): Promise<void> {
    const { work, conversation: id, row } = this;
    const { t } = this.words;
    if (kind === 'hand') {
      const agent = String(data.get('agent'));
      const undo = await work.handOver(id, agent, String(data.get('note')).trim());
      this.close();
      this.done(
        t('handedOver', { name: teamBookOf(this.session).name(agent) }),
        undo ? () => work.undo(undo) : null,
      );
    } else if (kind === 'merge') {
      const into = String(data.get('into'));
      await work.merge(id, into);
      this.close();
      this.done(t('merged'), () => work.unmerge(id));
      askForPage(this, 'inbox', into);
    } else if (row) {
      const word = this.querySelector<HTMLInputElement | HTMLSelectElement>('#work-word')?.value ?? '';
      const to = movedTo(this.moveKind, word);
      if (!to) {
        this.flaw = t('moveNeeds');
        return;
      }
      const back = placeOf(row);
      await work.move(id, to);
      this.close();
      this.done(t('movedThread'), back ? () => work.move(id, back) : null);
    }
  }

  private done(text: string, undo: (() => Promise<void>) | null): void {
    const { t } = this.words;
    this.telling.show(
      text,
      undo && {
        label: t('undo'),
        act: () => void undo().then(() => this.telling.show(t('undone')), this.failed),
      },
    );
  }

  private why(error: unknown): string {
    const { t } = this.words;
    if (error instanceof Refusal && error.code === 'conversation-exists') return t('moveExists');
    if (error instanceof Refusal && error.status === 404) return t('moveUnknown');
    return error instanceof Error && error.message ? error.message : this.say(error);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-work': ThreadWorkView;
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { ThreadNames } from '../../kit/notices/names';
import { modeOf, OwnThreads } from '../../kit/notices/threads';
import type { ThreadNoticesItem } from '../../kit/notices/wire';
import { Telling } from '../desk/settings/telling';
import { failed } from '../failed';
import { NoticesPart } from './notices-part';

/** Threads that are muted, or of which one hears otherwise than of all others. */
@customElement('parley-own-threads')
export class OwnThreadsList extends NoticesPart {
  private threads!: OwnThreads;
  private names!: ThreadNames;
  private readonly telling = new Telling(this);

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session')) {
      this.threads = new OwnThreads(this.session.api, this.session.as);
      this.names = new ThreadNames(this.session, () => this.requestUpdate());
      void this.threads.load();
    }
    this.watch.these(this.threads.changed, this.session.rows.changed);
  }

  protected override render(): TemplateResult {
    const { threads, words } = this;
    const { t } = words;
    return html`<section class="block" aria-label=${t('threads')}>
      <header><h3>${t('threads')}</h3></header>
      ${threads.state === 'failed' ? failed(this.tongue, threads.trouble, () => void threads.load()) : nothing}
      ${threads.state === 'ready' && threads.items.length === 0 ? html`<p class="teach">${t('threadsNone')}</p>` : nothing}
      <ul class="rows" role="list">${threads.items.map(item => this.item(item))}</ul>
      ${this.telling.render()}
    </section>`;
  }

  private item(item: ThreadNoticesItem): TemplateResult {
    const { t } = this.words;
    const mode = modeOf(item);
    const text =
      mode === 'mute'
        ? t('threadsMuted')
        : mode === 'instant'
          ? t('bellInstant')
          : mode === 'noMails'
            ? t('bellNoMails')
            : t('threadsOwn');
    const name = this.names.of(item.conversation) || t('someThread');
    return html`<li><span><bdi>${name}</bdi></span><span class="chip">${text}</span>
      <button class="button" type="button" aria-label="${t('asOthers')}: ${name}" @click=${() => this.forget(item)}>${t('asOthers')}</button></li>`;
  }

  private async forget(item: ThreadNoticesItem): Promise<void> {
    const { t } = this.words;
    const refused = (error: unknown) => this.telling.show(t('notSaved', { why: this.say(error) }));
    try {
      const back = await this.threads.forget(item);
      const undo = () => void back().then(() => this.telling.show(t('undone')), refused);
      this.telling.show(t('saved'), { label: t('undo'), act: undo });
    } catch (error) {
      refused(error);
    }
  }
}

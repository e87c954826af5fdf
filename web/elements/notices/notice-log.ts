import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { NoticeLog } from '../../kit/notices/log';
import { ThreadNames } from '../../kit/notices/names';
import { logItem } from '../../parts/notices/log-item';
import { failed } from '../failed';
import { NoticesPart } from './notices-part';

/** Why somebody heard of something, or did not; of all threads or of one. */
@customElement('parley-notice-log')
export class NoticeLogView extends NoticesPart {
  @property() conversation: string | null = null;
  private log!: NoticeLog;
  private names!: ThreadNames;

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session') || changes.has('conversation')) {
      this.log = new NoticeLog(this.session, this.conversation);
      this.names = new ThreadNames(this.session, () => this.requestUpdate());
      void this.log.load();
    }
    this.watch.these(this.log.changed, this.session.rows.changed);
  }

  protected override render(): TemplateResult {
    const { log, words } = this;
    const { t } = words;
    const { conversation } = log;
    return html`<section class="block" aria-label=${t('log')}>
      <header><h3 tabindex="-1">${t('log')}</h3><p>${t('logHint')}</p></header>
      ${conversation ? html`<p class="log-thread"><strong><bdi>${t('logOfThread', { name: this.name(conversation) })}</bdi></strong><button class="link" type="button" @click=${() => this.only(null)}>${t('logAll')}</button></p>` : nothing}
      ${log.state === 'ready' && log.items.length === 0 ? html`<p class="teach">${t('logNone')}</p>` : nothing}
      <ol class="log-list" role="list" aria-busy=${log.state === 'loading'}>${repeat(
        log.items,
        ({ id }) => id,
        notice =>
          logItem({
            words,
            notice,
            name: this.names.of(notice.conversation),
            only: conversation ? null : () => this.only(notice.conversation),
          }),
      )}</ol>
      ${log.state === 'failed' ? failed(this.tongue, log.trouble, () => void (log.items.length > 0 ? log.more() : log.load())) : nothing}
      ${log.hasMore ? html`<button class="button add" type="button" @click=${() => log.more()}>${t('more')}</button>` : nothing}
    </section>`;
  }

  private name(conversation: string): string {
    return this.names.of(conversation) || this.words.t('someThread');
  }

  /** The list below the heading is another one: whoever asked for it goes on from there. */
  private only(conversation: string | null): void {
    this.log.only(conversation);
    this.querySelector<HTMLElement>('h3')?.focus();
  }
}

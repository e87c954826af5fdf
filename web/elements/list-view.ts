import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { rowOf } from '../kit/begun';
import type { Tongue } from '../kit/i18n';
import type { Folder, InboxList, Sort } from '../kit/inbox-list';
import { seen } from '../kit/presence';
import type { Session } from '../kit/session';
import { keep, recall } from '../kit/storage';
import type { ConversationRow } from '../kit/wire';
import { avatar } from '../parts/avatar';
import { conversationItem } from '../parts/conversation-item';
import { empty } from '../parts/empty';
import { icon } from '../parts/icons';
import { LightElement } from '../parts/light';
import { rowSkeletons } from '../parts/skeletons';
import { twoWay } from '../parts/two-way';
import { failed } from './failed';
import { loadSearch } from './load-desk';
import { Watch } from './watch';

/** The list of conversations: by time or by counterpart, all or unread. Inner element of the inbox. */
@customElement('parley-list-view')
export class ListView extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @property() chosen: string | null = null;
  @property({ attribute: false }) open!: (row: ConversationRow) => void;
  @state() private folder: Folder = 'all';
  @state() private sort: Sort = recall<Sort>('parley:sort') ?? 'time';
  @state() private tabStop: string | null = null;
  @state() private searching = false;
  private readonly watch = new Watch(this);

  override focus(): void {
    const item =
      this.querySelector<HTMLElement>('button.row[aria-current]') ??
      this.querySelector<HTMLElement>('button.row[tabindex="0"]');
    item?.focus();
  }

  private get list(): InboxList {
    return this.session.list(this.folder, this.sort);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('chosen') && this.chosen) this.tabStop = this.chosen;
    const { session, list } = this;
    this.watch.these(list.changed, session.changed, session.typing.changed, session.outbox?.changed);
    if (list.state === 'new') void list.load();
  }

  protected override render(): TemplateResult {
    const { tongue, session } = this;
    const { t } = tongue;
    const vendor = session.as !== 'buyer';
    return html`<section class="list" part="list" aria-label=${t('conversations')}>
      <header class="list-head">
        <parley-role-switch .session=${session} .tongue=${tongue}></parley-role-switch>
        <button class="icon-button seek" type="button" aria-label=${t('search')} title=${t('search')} @click=${this.seek}>${icon('search')}</button>
        <div class="switches">
          ${twoWay(t('show'), this.folder, { all: t('all'), unread: t('unreadOnly') }, folder => {
            this.folder = folder;
          })}
          ${twoWay(
            t('sortBy'),
            this.sort,
            { time: t('byTime'), counterpart: t(vendor ? 'byBuyer' : 'byVendor') },
            sort => {
              this.sort = sort;
              keep('parley:sort', sort);
            },
          )}
        </div>
      </header>
      ${
        this.searching
          ? html`<parley-search .session=${session} .tongue=${tongue} .chosen=${this.chosen} .open=${this.open} .close=${this.seek}></parley-search>`
          : html`<div class="list-scroll" @scroll=${this.scrolled} @keydown=${this.key}>${this.content()}</div>`
      }
    </section>`;
  }

  private content(): TemplateResult {
    const { list, tongue } = this;
    const { t } = tongue;
    if (list.state === 'failed') return failed(tongue, list.error, this.again);
    const { session } = this;
    const begun = session.outbox?.begun() ?? [];
    const waiting = new Map(begun.map(one => [one.place, one.last.state]));
    const rows = list.items(
      this.chosen,
      begun.map(one => rowOf(one, session.person)),
    );
    if (list.state === 'new' || (list.state === 'loading' && rows.length === 0)) return rowSkeletons(8);
    if (rows.length === 0 && !list.hasMore) return this.nothingHere();
    const stop = rows.some(row => row.id === this.tabStop) ? this.tabStop : rows[0]?.id;
    return html`<ul role="list">
        ${repeat(
          rows,
          row => row.id,
          (row, i) => html`<li>
            ${
              this.sort === 'counterpart' && rows[i - 1]?.with.id !== row.with.id
                ? html`<h3 class="list-group">${avatar(row.with, '', seen(row, session.reach).with.online)}<bdi>${row.with.name}</bdi></h3>`
                : nothing
            }
            ${conversationItem(seen(row, session.reach), {
              tongue,
              chosen: row.id === this.chosen,
              tabStop: row.id === stop,
              typing: this.session.typing.who(row.id),
              person: this.session.person,
              grouped: this.sort === 'counterpart',
              waiting: waiting.get(row.id),
              open: this.open,
            })}
          </li>`,
        )}
      </ul>
      ${list.hasMore ? html`<div class="more">${list.state === 'more' ? rowSkeletons(2) : html`<button class="button" type="button" @click=${() => void list.more()}>${t('loadMore')}</button>`}</div>` : nothing}`;
  }

  private readonly again = (): void => {
    this.session.again();
    void this.list.load();
  };

  private nothingHere(): TemplateResult {
    const { t } = this.tongue;
    if (this.folder === 'unread') return empty('done', t('emptyUnreadTitle'), t('emptyUnread'));
    return this.session.as === 'buyer'
      ? empty('talk', t('emptyBuyerTitle'), t('emptyBuyer'))
      : empty('talk', t('emptyVendorTitle'), t('emptyVendor'));
  }

  private readonly seek = async (): Promise<void> => {
    this.searching = !this.searching && (await loadSearch());
    await this.updateComplete;
    if (!this.searching) this.querySelector<HTMLElement>('.seek')?.focus();
  };

  private readonly scrolled = (event: Event): void => {
    const box = event.target as HTMLElement;
    if (box.scrollHeight - box.scrollTop - box.clientHeight < 600) void this.list.more();
  };

  private readonly key = (event: KeyboardEvent): void => {
    const items = [...this.querySelectorAll<HTMLElement>('button.row')];
    const at = items.indexOf(event.target as HTMLElement);
    const steps: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = steps[event.key];
    if (to === undefined || at < 0) return;
    event.preventDefault();
    const next = items[Math.min(Math.max(to, 0), items.length - 1)];
    this.tabStop = next?.dataset.id ?? null;
    next?.focus();
  };
}

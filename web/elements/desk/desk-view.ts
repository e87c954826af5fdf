import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { type Desk, deskOf } from '../../kit/desk/desk';
import type { DeskList } from '../../kit/desk/desk-list';
import { takesAway } from '../../kit/desk/effect';
import { filingOf } from '../../kit/desk/folders';
import type { Wish } from '../../kit/desk/keys';
import { type DeskQuery, filtered, keyOf, usualSort } from '../../kit/desk/query';
import {
  type Density,
  keepDensity,
  keepKeys,
  keepQuery,
  recallDensity,
  recallKeys,
  recallQuery,
} from '../../kit/desk/remembered';
import { Selection } from '../../kit/desk/selection';
import type { Act, Colour, DeskRow, Label } from '../../kit/desk/wire';
import { type DeskTongue, deskTongueFor } from '../../kit/desk/words';
import type { Tongue } from '../../kit/i18n';
import { seen } from '../../kit/presence';
import type { Session } from '../../kit/session';
import { type ActEvent, actEvent } from '../../parts/desk/act-event';
import { type ActLook, assignMenu, labelMenu, priorityMenu, snoozeMenu } from '../../parts/desk/act-menus';
import { bulkBar, moreMenu } from '../../parts/desk/bulk-bar';
import { deskHead } from '../../parts/desk/desk-head';
import { deskRow, type RowTool } from '../../parts/desk/desk-row';
import { emptyFolder } from '../../parts/desk/empty-folder';
import { filterBar } from '../../parts/desk/filter-bar';
import { filterMenu, orderMenu, valuesMenu } from '../../parts/desk/filter-menus';
import { keySheet } from '../../parts/desk/key-sheet';
import { labelForm } from '../../parts/desk/label-form';
import type { DeskMenu, MenuLook } from '../../parts/desk/menu';
import { placesMenu, type RailLook, rail } from '../../parts/desk/rail';
import { deskStyle } from '../../parts/desk/style';
import { viewForm } from '../../parts/desk/view-form';
import { LightElement } from '../../parts/light';
import { rowSkeletons } from '../../parts/skeletons';
import { failed } from '../failed';
import { Watch } from '../watch';
import { DeskKeys } from './desk-keys';
import { Doing } from './doing';
import { Gathering } from './gathering';
import { RowsWindow } from './rows-window';
import '../../parts/desk/menu';

const rowHeights: Record<Density, number> = { roomy: 78, dense: 56 };
const firstFolder: DeskQuery = { folder: 'needs', sort: 'waiting', filters: {} };

/** A vendor team's folders and the list of the one that is open. Inner element of the inbox, loaded when a vendor needs it. */
@customElement('parley-desk')
export class DeskView extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @property() chosen: string | null = null;
  @property({ attribute: false }) open!: (row: DeskRow) => void;
  /** As `open`, but the focus stays. */
  @property({ attribute: false }) show!: (row: DeskRow) => void;
  /** The open one was put away: what comes next is opened, or nothing. */
  @property({ attribute: false }) leave!: () => void;
  @state() private asked: DeskQuery = firstFolder;
  @state() private density: Density = recallDensity();
  @state() private singleKeys = recallKeys();
  @state() private tabStop: string | null = null;
  @state() private pointed: string | null = null;
  @state() private ticking = false;
  @query('parley-desk-menu') private menu!: DeskMenu;
  @query('.desk-scroll') private box!: HTMLElement | null;
  private readonly selection = new Selection();
  private readonly watch = new Watch(this);
  private readonly window = new RowsWindow(this, () => void this.list.more());
  private readonly doing = new Doing(this);
  private readonly gathering = new Gathering(this);
  private desk!: Desk;
  private enterDesk: (() => void) | null = null;
  private deaf: (() => void) | null = null;
  /** The focus goes to the first row as soon as there is one. */
  private wantsFocus = false;
  private items: readonly DeskRow[] = [];
  private ids: readonly string[] = [];

  constructor() {
    super();
    new DeskKeys(
      this,
      () => this.singleKeys,
      wish => this.wished(wish),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    const root = this.getRootNode();
    root.addEventListener(actEvent, this.acted);
    this.deaf = () => root.removeEventListener(actEvent, this.acted);
    const sheet = deskStyle.styleSheet;
    if (root instanceof ShadowRoot && sheet && !root.adoptedStyleSheets.includes(sheet))
      root.adoptedStyleSheets.push(sheet);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.deaf?.();
    this.enterDesk?.();
    this.enterDesk = null;
  }

  /** To the open row, or to the one where one was. */
  override focus(): void {
    const item =
      this.button(this.chosen) ?? this.button(this.tabStop) ?? this.querySelector<HTMLElement>('button.row');
    item?.focus();
  }

  /** Everything about one subject, written `listing:123`. */
  narrowTo(subject: string): void {
    this.go({ folder: 'all', sort: 'time', filters: { subject } });
    this.leave();
  }

  private get words(): DeskTongue {
    return deskTongueFor(this.tongue);
  }

  private get list(): DeskList {
    return this.desk.list(this.asked);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session') || !this.enterDesk) this.sitDown();
    const { session, desk, list, words } = this;
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    this.doing.enter(desk, words);
    this.watch.these(list.changed, desk.changed, session.changed, session.typing.changed);
    if (list.state === 'new') void list.load();
    const items = list.items(this.chosen);
    if (items !== this.items) {
      this.stayNear(items);
      this.items = items;
      this.ids = items.map(({ id }) => id);
    }
    if (changes.has('chosen') && this.chosen) {
      this.tabStop = this.chosen;
      this.opened(this.chosen);
    }
    this.window.take(this.ids, rowHeights[this.density]);
  }

  /** What is opened is not marked as unread any more. */
  private opened(id: string): void {
    if (this.desk.unread.has(id))
      void this.desk.acting.act({ type: 'markRead' }, [id], { forGood: true }).catch(() => undefined);
  }

  /** Another role, or the first: its folder, nothing ticked. */
  private sitDown(): void {
    this.enterDesk?.();
    this.desk = deskOf(this.session);
    this.enterDesk = this.desk.enter();
    this.asked = recallQuery(this.session.as) ?? firstFolder;
    this.forget();
  }

  private forget(): void {
    this.selection.clear();
    this.ticking = false;
    this.tabStop = this.chosen;
    this.gathering.cancel();
    this.window.toTop();
  }

  private readonly go = (query: DeskQuery): void => {
    if (keyOf(query) === keyOf(this.asked)) return;
    this.asked = query;
    keepQuery(this.session.as, query);
    this.forget();
    // What was kept in the cache may have been left long ago; its rows are shown, and asked for again.
    if (this.list.state !== 'new') void this.list.load();
  };

  /** Where the focused row went, its neighbour takes over. */
  private stayNear(items: readonly DeskRow[]): void {
    const { tabStop } = this;
    if (!tabStop || items.some(({ id }) => id === tabStop)) return;
    const at = this.ids.indexOf(tabStop);
    const left = new Set(items.map(({ id }) => id));
    const stays = (id: string) => left.has(id);
    const near = at < 0 ? null : (this.ids.slice(at).find(stays) ?? this.ids.slice(0, at).findLast(stays));
    const had = this.button(tabStop)?.closest('li')?.matches(':focus-within') ?? false;
    this.tabStop = near ?? null;
    if (had)
      void this.updateComplete.then(() =>
        (near ? this.button(near) : this.box)?.focus({ preventScroll: true }),
      );
  }

  protected override render(): TemplateResult {
    const { words, session, desk, asked, selection } = this;
    const { t } = words;
    const places = this.places;
    return html`<div class="desk ${this.density}" @focusin=${this.focused}>
      <aside class="rail"><div class="rail-head"><parley-role-switch .session=${session} .tongue=${this.tongue}></parley-role-switch></div>${rail(places)}</aside>
      <section class="list desk-list" part="list" aria-label=${t(asked.folder)} aria-busy=${this.list.state === 'loading'}>
        ${deskHead({
          words,
          desk,
          query: asked,
          session,
          ticking: this.ticking || selection.size > 0,
          places: button => this.menu.open(button, () => placesMenu(this.places)),
          filter: button =>
            this.menu.open(button, () =>
              filterMenu(this.filtering, name =>
                this.menu.open(button, () => valuesMenu(name, this.filtering)),
              ),
            ),
          order: button =>
            this.menu.open(button, () =>
              orderMenu(words, asked.sort, this.density, this.sortBy, this.pack, () => this.sheet()),
            ),
          sheet: () => this.sheet(),
          select: () => {
            this.ticking = !this.ticking && selection.size === 0;
            if (!this.ticking) selection.clear();
            this.requestUpdate();
          },
        })}
        ${
          filtered(asked)
            ? filterBar({
                ...this.filtering,
                menu: (button, look) => this.menu.open(button, look),
                save: button => this.menu.open(button, () => viewForm(words, this.saveView)),
              })
            : nothing
        }
        <div class="desk-scroll ${this.ticking || selection.size > 0 ? 'ticking' : ''}" tabindex="-1" @keydown=${this.rowKey} @pointerover=${this.pointing} @pointerleave=${this.pointing}>${this.content()}</div>
        ${
          selection.size > 0
            ? bulkBar({
                words,
                count: selection.size,
                loaded: this.ids.length,
                hasMore: this.list.hasMore && !this.gathering.whole,
                folder: asked.folder,
                gathering: this.gathering.found,
                progress: this.doing.progress,
                act: act => this.bulk(act),
                menu: (kind, button) => this.openMenu(kind, button, [...selection.ids]),
                more: button =>
                  this.menu.open(button, () => moreMenu(words, asked.folder, act => this.bulk(act))),
                clear: () => this.clearSelection(),
                selectLoaded: () => this.selectLoaded(),
                selectAll: () => void this.selectAll(),
                stop: () => {
                  this.gathering.cancel();
                  this.doing.cancel();
                },
              })
            : nothing
        }
        <div class="hidden" role="status">${selection.size > 0 ? t('selected', { n: selection.size }) : ''}</div>
      </section>
      ${this.doing.render()}
      <parley-desk-menu></parley-desk-menu>
      ${keySheet(words, this.singleKeys, on => {
        this.singleKeys = on;
        keepKeys(on);
      })}
    </div>`;
  }

  private content(): TemplateResult {
    const { list, tongue, words, items } = this;
    if (list.state === 'failed') {
      return failed(tongue, list.error, () => {
        this.session.again();
        void list.load();
      });
    }
    if (items.length === 0 && (list.state === 'loading' || list.state === 'new'))
      return html`<span class="hidden" role="status">${words.t('loading')}</span>${rowSkeletons(8)}`;
    if (items.length === 0 && !list.hasMore)
      return emptyFolder(words, this.asked, () => this.go({ ...this.asked, filters: {} }));
    const height = rowHeights[this.density];
    const { from, to } = this.window.span;
    const stop = this.ids.includes(this.tabStop ?? '') ? this.tabStop : (this.ids[from] ?? null);
    const drawn = items.slice(from, to).map((row, i) => ({ row, at: from + i }));
    // What Tab reaches is there also while it is out of view.
    const away = stop ? this.ids.indexOf(stop) : -1;
    const held = away >= 0 ? items[away] : undefined;
    if (held && away < from) drawn.unshift({ row: held, at: away });
    else if (held && away >= to) drawn.push({ row: held, at: away });
    const more = list.hasMore ? 3 : 0;
    return html`<ul role="list" class="desk-rows" style="block-size: ${(items.length + more) * height}px">
      ${repeat(
        drawn,
        ({ row }) => row.id,
        ({ row, at }) =>
          deskRow(seen(row, this.session.reach), {
            desk: this.desk,
            words,
            chosen: row.id === this.chosen,
            tabStop: row.id === stop,
            ticked: this.selection.has(row.id),
            near: row.id === stop || row.id === this.pointed,
            typing: this.session.typing.who(row.id),
            place: at + 1,
            of: list.hasMore ? -1 : items.length,
            top: at * height,
            open: this.open,
            tick: this.tick,
            tool: this.tool,
          }),
      )}
      ${list.hasMore ? html`<li class="desk-more" aria-hidden="true" style="transform: translateY(${items.length * height}px)">${rowSkeletons(more)}</li>` : nothing}
    </ul>`;
  }

  protected override updated(): void {
    this.window.drawn(this.box);
    if (!this.wantsFocus || this.list.state === 'loading' || this.list.state === 'new') return;
    this.wantsFocus = false;
    if (this.items.length > 0) this.focus();
    else this.box?.focus();
  }

  private button(id: string | null): HTMLElement | null {
    return id ? this.querySelector<HTMLElement>(`button.row[data-id="${id}"]`) : null;
  }

  private get places(): RailLook {
    const { desk, words, asked } = this;
    const deleteView = (id: string) =>
      void desk.deleteView(id).then(() => this.doing.show(words.t('viewDeleted')), this.doing.failed);
    return { desk, words, query: asked, go: this.go, deleteView, editLabel: this.editLabel };
  }

  private readonly editLabel = (label: Label, button: HTMLElement): void => {
    const { desk, words, doing } = this;
    const save = (name: string, colour: Colour) =>
      void desk.changeLabel(label.id, name, colour).catch(doing.failed);
    const remove = () =>
      void desk.deleteLabel(label.id).then(() => {
        if (this.asked.filters.label === label.id) this.go(firstFolder);
        doing.show(words.t('labelDeleted'));
      }, doing.failed);
    this.menu.open(button, () => labelForm(label, words, { save, remove }));
  };

  private get filtering() {
    const { desk, words, asked, go } = this;
    return { desk, words, query: asked, go, rows: this.items };
  }

  private readonly sortBy = (sort: DeskQuery['sort']): void => this.go({ ...this.asked, sort });

  private readonly pack = (density: Density): void => {
    this.density = density;
    keepDensity(density);
  };

  private readonly saveView = async (name: string, team: boolean): Promise<void> => {
    try {
      await this.desk.saveView(name, team, this.asked);
      this.menu.close();
      this.doing.show(this.words.t('viewSaved'));
    } catch (error) {
      this.doing.failed(error);
    }
  };

  private readonly focused = (event: FocusEvent): void => {
    const item = (event.target as HTMLElement)
      .closest?.('li.desk-item')
      ?.querySelector<HTMLElement>('button.row');
    if (item?.dataset.id) this.tabStop = item.dataset.id;
  };

  private readonly pointing = (event: PointerEvent): void => {
    if (event.pointerType === 'touch') return;
    const item =
      event.type === 'pointerleave' ? null : (event.target as HTMLElement).closest?.('li.desk-item');
    this.pointed = item?.querySelector<HTMLElement>('button.row')?.dataset.id ?? null;
  };

  private readonly tick = (row: DeskRow, range: boolean): void => {
    this.gathering.cancel();
    if (range) this.selection.range(row.id, this.ids);
    else this.selection.toggle(row.id);
    this.tabStop = row.id;
    this.requestUpdate();
  };

  private readonly tool = (tool: RowTool, row: DeskRow, button: HTMLElement): void => {
    if (tool === 'snooze') this.openMenu('snooze', button, [row.id]);
    else if (tool === 'assign') this.act({ type: 'assign', agent: this.desk.me }, [row.id]);
    else this.act({ type: tool }, [row.id]);
  };

  private actLook(ids: readonly string[]): ActLook & { failed(error: unknown): void } {
    const { desk, words, session } = this;
    return {
      desk,
      words,
      rows: () => ids.map(id => session.rows.get(id) as DeskRow | undefined).filter(row => row !== undefined),
      act: act => this.act(act, ids),
      failed: this.doing.failed,
    };
  }

  private openMenu(
    kind: 'snooze' | 'assign' | 'label' | 'priority',
    button: HTMLElement,
    ids: readonly string[],
  ): void {
    const menus: Record<typeof kind, (look: ReturnType<typeof this.actLook>) => MenuLook> = {
      snooze: snoozeMenu,
      assign: assignMenu,
      label: labelMenu,
      priority: priorityMenu,
    };
    const look = this.actLook(ids);
    this.menu.open(button, () => menus[kind](look), this.button(ids[0] ?? null) ?? button);
  }

  private readonly acted = (event: Event): void => {
    const { act, ids } = (event as CustomEvent<ActEvent>).detail;
    this.act(act, ids);
  };

  private bulk(act: Act): void {
    this.act(act, [...this.selection.ids]);
  }

  /** What is put away while it is open gives way to the next. */
  private act(act: Act, ids: readonly string[]): void {
    if (act.type === 'markUnread' && this.chosen && ids.includes(this.chosen)) this.leave();
    const goes = takesAway(act) && this.chosen && ids.includes(this.chosen);
    const next = goes ? this.beside(this.chosen, ids) : null;
    if (act.type === 'markRead') this.readAll(ids);
    const done = this.doing.act(this.sure(act, ids), ids);
    if (takesAway(act)) {
      this.selection.drop(ids);
      if (goes && next && !this.narrow) this.show(next);
      else if (goes) this.leave();
    }
    void done.then(() => this.requestUpdate());
    this.requestUpdate();
  }

  /** Who takes a thread takes it from whoever they see it with: of two at once only one gets it. */
  private sure(act: Act, ids: readonly string[]): Act {
    const [only, ...more] = ids;
    const row = only ? (this.session.rows.get(only) as DeskRow | undefined) : undefined;
    if (act.type !== 'assign' || !row || more.length > 0) return act;
    return { ...act, ifAssignee: filingOf(row).assignee?.id ?? null };
  }

  /** The mark goes by the act; what was never opened is read to its end. */
  private readAll(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.session.rows.get(id);
      if (row && row.unread > 0) this.session.readMarks.mark(id, row.lastSeq);
    }
  }

  private get narrow(): boolean {
    return (this.closest('.frame')?.clientWidth ?? 0) < 700;
  }

  /** The next row that stays, else the one before. */
  private beside(id: string | null, going: readonly string[]): DeskRow | null {
    const at = this.ids.indexOf(id ?? '');
    const gone = new Set(going);
    const stays = (row: DeskRow) => !gone.has(row.id);
    return (
      this.items.slice(at + 1).find(stays) ?? this.items.slice(0, Math.max(0, at)).findLast(stays) ?? null
    );
  }

  private clearSelection(): void {
    this.selection.clear();
    this.ticking = false;
    this.gathering.cancel();
    this.requestUpdate();
    this.focus();
  }

  private selectLoaded(): void {
    this.selection.add(this.ids);
    this.requestUpdate();
  }

  private async selectAll(): Promise<void> {
    this.selectLoaded();
    try {
      this.selection.add(await this.gathering.all(this.session, this.asked));
    } catch (error) {
      this.doing.failed(error);
    }
    this.requestUpdate();
  }

  private readonly rowKey = (event: KeyboardEvent): void => {
    const target = event.target as HTMLElement;
    const id = target.closest('li.desk-item')?.querySelector<HTMLElement>('button.row')?.dataset.id;
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    const at = this.ids.indexOf(id);
    const page = Math.max(1, Math.floor((this.box?.clientHeight ?? 0) / rowHeights[this.density]) - 1);
    const steps: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 0,
      End: this.ids.length - 1,
    };
    if (event.key === 'Escape' && this.selection.size > 0) {
      event.preventDefault();
      this.clearSelection();
      return;
    }
    const to = steps[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = this.ids[Math.min(Math.max(to, 0), this.ids.length - 1)];
    if (!next) return;
    if (event.shiftKey) {
      this.selection.begin(id);
      this.selection.range(next, this.ids);
    }
    this.moveTo(next);
  };

  /** The focus goes to the row, which may have to be drawn first. */
  private moveTo(id: string): void {
    this.tabStop = id;
    this.window.reveal(this.ids.indexOf(id));
    this.requestUpdate();
    void this.updateComplete.then(() => this.button(id)?.focus({ preventScroll: true }));
  }

  private sheet(): void {
    const sheet = this.querySelector<HTMLDialogElement>('dialog.key-sheet');
    if (sheet?.open) sheet.close();
    else sheet?.showModal();
  }

  /** What keys act on: what is ticked, else the row one stands on, else the open one. */
  private get meant(): string[] {
    if (this.selection.size > 0) return [...this.selection.ids];
    const here = this.querySelector('.desk-scroll')?.matches(':focus-within')
      ? this.tabStop
      : (this.chosen ?? this.tabStop);
    return here && this.session.rows.get(here) ? [here] : [];
  }

  private wished(wish: Wish): boolean {
    if (this.menu.isOpen) return false;
    if (wish.startsWith('go:')) {
      const folder = wish.slice(3) as DeskQuery['folder'];
      this.go({ folder, sort: usualSort(folder), filters: {} });
      this.wantsFocus = true;
      return true;
    }
    if (wish === 'sheet') this.sheet();
    else if (wish === 'undo') void this.doing.undo();
    else if (wish === 'next' || wish === 'previous') this.step(wish === 'next' ? 1 : -1);
    else if (wish === 'nextThread' || wish === 'previousThread')
      this.openBeside(wish === 'nextThread' ? 1 : -1);
    else return this.actOn(wish);
    return true;
  }

  private step(by: number): void {
    const at = this.ids.indexOf(this.tabStop ?? '');
    const inList = this.querySelector('.desk-scroll')?.matches(':focus-within');
    const to = at < 0 ? 0 : inList || this.chosen ? at + by : at;
    const id = this.ids[Math.min(Math.max(to, 0), this.ids.length - 1)];
    if (id) this.moveTo(id);
  }

  private openBeside(by: number): void {
    const at = this.ids.indexOf(this.chosen ?? '');
    const row = at < 0 ? this.items[0] : this.items[at + by];
    if (row) this.show(row);
  }

  private actOn(wish: Wish): boolean {
    const ids = this.meant;
    const [first] = ids;
    const row = first ? (this.session.rows.get(first) as DeskRow | undefined) : undefined;
    if (!first || !row) return false;
    const anchor = this.button(first) ?? this.box ?? this;
    const filing = filingOf(row);
    const away = filing.place === 'archived' || filing.place === 'spam';
    switch (wish) {
      case 'select':
        this.tick(row, false);
        break;
      case 'archive':
        this.act({ type: away ? 'restore' : 'archive' }, ids);
        break;
      case 'spam':
        this.act({ type: filing.place === 'spam' ? 'restore' : 'spam' }, ids);
        break;
      case 'star':
        this.act({ type: this.desk.starred.has(first) ? 'unstar' : 'star' }, ids);
        break;
      case 'markUnread':
        this.act({ type: row.unread > 0 || this.desk.unread.has(first) ? 'markRead' : 'markUnread' }, ids);
        break;
      case 'noAnswer':
        this.act({ type: 'noAnswerNeeded' }, ids);
        break;
      case 'snooze':
      case 'assign':
      case 'label':
      case 'priority':
        this.openMenu(wish, anchor, ids);
        break;
      default:
        return false;
    }
    return true;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk': DeskView;
  }
}

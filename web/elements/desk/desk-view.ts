import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { type Desk, deskOf } from '../../kit/desk/desk';
import type { DeskList } from '../../kit/desk/desk-list';
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
import type { Selection } from '../../kit/desk/selection';
import { warningOf } from '../../kit/desk/warnings';
import type { DeskRow } from '../../kit/desk/wire';
import { type DeskTongue, deskTongueFor } from '../../kit/desk/words';
import type { Tongue } from '../../kit/i18n';
import { Unreachable } from '../../kit/problem';
import type { Session } from '../../kit/session';
import { adopt } from '../../parts/adopt';
import { type ActEvent, actEvent } from '../../parts/desk/act-event';
import { deskHead } from '../../parts/desk/desk-head';
import { filterBar } from '../../parts/desk/filter-bar';
import { type FilterLook, filterMenu, orderMenu, valuesOf } from '../../parts/desk/filter-menus';
import type { DeskMenu } from '../../parts/desk/menu';
import { placesMenu, type RailLook, rail } from '../../parts/desk/rail';
import { deskStyle } from '../../parts/desk/style';
import { viewForm } from '../../parts/desk/view-form';
import { LightElement } from '../../parts/light';
import { loadKeys, loadSuspicious } from '../load-desk';
import { Watch } from '../watch';
import { DeskActs, type DeskScene } from './desk-acts';
import { DeskKeys } from './desk-keys';
import type { DeskRows, RowDeeds } from './desk-rows';
import { Doing } from './doing';
import { answerWith, Seeking } from './seeking';
import { Ticking } from './ticking';
import './desk-rows';
import '../../parts/desk/menu';

const firstFolder: DeskQuery = { folder: 'needs', sort: 'waiting', filters: {} };

/** A vendor team's folders and the list of the one that is open. Inner element of the inbox, loaded when a vendor needs it. */
@customElement('parley-desk')
export class DeskView extends LightElement implements DeskScene {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @property() chosen: string | null = null;
  @property({ attribute: false }) open!: (row: DeskRow) => void;
  /** As `open`, but the focus stays. */
  @property({ attribute: false }) show!: (row: DeskRow) => void;
  /** The open one was put away, and nothing follows it. */
  @property({ attribute: false }) leave!: () => void;
  @state() asked: DeskQuery = firstFolder;
  @state() private density: Density = recallDensity();
  @state() private singleKeys = recallKeys();
  @query('parley-desk-menu') readonly menu!: DeskMenu;
  @query('parley-desk-rows') private rows!: DeskRows;
  readonly doing = new Doing(this);
  desk!: Desk;
  readonly acts = new DeskActs(this);
  private readonly watch = new Watch(this);
  private readonly ticking = new Ticking(this);
  private readonly seeking = new Seeking(this);
  private enterDesk: (() => void) | null = null;
  private deaf: (() => void) | null = null;

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
    adopt(root, deskStyle);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.deaf?.();
    this.enterDesk?.();
    this.enterDesk = null;
  }

  override focus(): void {
    this.rows.focus();
  }

  /** Everything about one subject, written `listing:123`. */
  narrowTo(subject: string): void {
    this.go({ folder: 'all', sort: 'time', filters: { subject } });
    this.leave();
  }

  get words(): DeskTongue {
    return deskTongueFor(this.tongue);
  }

  get items(): readonly DeskRow[] {
    return this.list.items(this.chosen);
  }

  get narrow(): boolean {
    return (this.closest('.frame')?.clientWidth ?? 0) < 700;
  }

  get selection(): Selection {
    return this.ticking.selection;
  }

  get list(): DeskList {
    return this.desk.list(this.asked);
  }

  button(id: string | null | undefined): HTMLElement | null {
    return this.rows.button(id);
  }

  forgetLabel(id: string): void {
    if (this.asked.filters.label === id) this.go(firstFolder);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session') || !this.enterDesk) this.sitDown();
    const { session, desk, list, words } = this;
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    this.doing.enter(desk, words);
    this.watch.these(list.changed, desk.changed, desk.choices.changed, session.changed);
    if (list.state === 'new') void list.load();
    if (changes.has('chosen')) this.opened();
  }

  protected override firstUpdated(): void {
    void loadSuspicious();
  }

  protected override updated(): void {
    this.menu.refresh();
  }

  /** What is opened is not marked as unread any more. */
  private opened(): void {
    const { chosen, desk } = this;
    if (chosen && desk.unread.has(chosen))
      void desk.acting.act({ type: 'markRead' }, [chosen], { forGood: true }).catch(() => undefined);
  }

  /** Another role, or the first: its folder, nothing ticked. */
  private sitDown(): void {
    this.enterDesk?.();
    this.desk = deskOf(this.session);
    const leave = this.desk.enter();
    const deaf = this.session.live.heard.add(heard => {
      const warning = warningOf(heard, this.session, this.words);
      if (warning) this.doing.show(warning);
    });
    this.enterDesk = () => {
      deaf();
      leave();
    };
    this.asked = recallQuery(this.session.as) ?? firstFolder;
    this.begin();
  }

  private readonly go = (query: DeskQuery): void => {
    if (keyOf(query) === keyOf(this.asked)) return;
    this.asked = query;
    keepQuery(this.session.as, query);
    this.begin();
    // What was kept in the cache may have been left long ago; its rows are shown, and asked for again.
    if (this.list.state !== 'new') void this.list.load();
  };

  private readonly enterRows = (): void => this.rows.focus();

  private begin(): void {
    this.ticking.forget();
    this.seeking.on = false;
    if (this.hasUpdated) this.rows.begin();
  }

  protected override render(): TemplateResult {
    const { words, session, desk, asked, selection, list, ticking } = this;
    const { t } = words;
    return html`<div class="desk ${this.density}">
      <aside class="rail"><div class="rail-head"><parley-role-switch .session=${session} .tongue=${this.tongue}></parley-role-switch></div>${rail(this.places)}</aside>
      <section class="list desk-list" part="list" aria-label=${t(asked.folder)} aria-busy=${list.state === 'loading'}>
        ${this.head()} ${filtered(asked) ? this.filters() : nothing}
        ${this.seeking.render()}
        <parley-desk-rows
          class="desk-scroll ${ticking.on ? 'ticking' : ''}"
          ?hidden=${this.seeking.on}
          tabindex="-1"
          .desk=${desk}
          .words=${words}
          .list=${list}
          .chosen=${this.chosen}
          .density=${this.density}
          .selection=${selection}
          .ticks=${selection.changes}
          .deeds=${this.deeds}
        ></parley-desk-rows>
        <parley-desk-suspicious .desk=${desk} .locale=${this.tongue.locale} .inside=${asked.folder === 'spam'} .go=${this.go} .leave=${this.enterRows}></parley-desk-suspicious>
        ${selection.size > 0 ? ticking.bar() : nothing}
        <div class="hidden" role="status">${selection.size > 0 ? t('selected', { n: selection.size }) : ''}</div>
      </section>
      ${this.doing.render()}
      <parley-desk-menu></parley-desk-menu>
      <parley-desk-keys .words=${words} .on=${this.singleKeys} .turn=${this.turnKeys}></parley-desk-keys>
    </div>`;
  }

  private head(): TemplateResult {
    const { words, desk, asked, session, ticking } = this;
    return deskHead({
      words,
      desk,
      query: asked,
      session,
      ticking: ticking.on,
      places: button => this.menu.open(button, () => placesMenu(this.places, this)),
      filter: button =>
        this.menu.open(button, () =>
          filterMenu(this.filtering, name =>
            this.menu.open(
              button,
              valuesOf(name, () => this.filtering),
            ),
          ),
        ),
      order: button =>
        this.menu.open(button, () =>
          orderMenu(words, asked.sort, this.density, this.sortBy, this.pack, this.sheet),
        ),
      search: () => void this.seeking.begin(),
      select: () => ticking.turn(),
    });
  }

  private filters(): TemplateResult {
    return filterBar({
      ...this.filtering,
      menu: (button, look) => this.menu.open(button, look),
      save: button => this.menu.open(button, () => viewForm(this.words, this.saveView)),
    });
  }

  private get places(): RailLook {
    const { desk, words, asked, doing } = this;
    return {
      desk,
      words,
      query: asked,
      go: this.go,
      deleteView: id => void desk.deleteView(id).then(() => doing.show(words.t('viewDeleted')), doing.failed),
      editLabel: (label, button) => this.acts.editLabel(label, button),
      sheet: this.sheet,
    };
  }

  private get filtering(): FilterLook {
    const { desk, words, asked, go } = this;
    return { desk, words, query: asked, go, rows: this.items };
  }

  private readonly sortBy = (sort: DeskQuery['sort']): void => this.go({ ...this.asked, sort });

  private readonly pack = (density: Density): void => {
    this.density = density;
    keepDensity(density);
  };

  private readonly turnKeys = (on: boolean): void => {
    this.singleKeys = on;
    keepKeys(on);
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

  private readonly deeds: RowDeeds = {
    open: row => this.open(row),
    tick: (row, range) => this.ticking.tick(row, range),
    reach: (from, to) => this.ticking.reach(from, to),
    tool: (tool, row, button) => this.acts.tool(tool, row, button),
    clearSelection: () => this.ticking.clear(),
    clearFilters: () => this.go({ ...this.asked, filters: {} }),
  };

  private readonly acted = (event: Event): void => {
    const { act, ids } = (event as CustomEvent<ActEvent>).detail;
    this.acts.act(act, ids);
  };

  private readonly sheet = async (): Promise<void> => {
    if (await loadKeys()) void this.querySelector('parley-desk-keys')?.show();
    else this.doing.failed(new Unreachable(null));
  };

  /** What keys act on: what is ticked, else the row one stands on, else the open one. */
  private get meant(): string[] {
    if (this.selection.size > 0) return [...this.selection.ids];
    const { here } = this.rows;
    const one = this.rows.matches(':focus-within') ? here : (this.chosen ?? here);
    return one ? [one] : [];
  }

  private wished(wish: Wish): boolean {
    if (this.menu.isOpen) return false;
    if (wish.startsWith('go:')) {
      const folder = wish.slice(3) as DeskQuery['folder'];
      this.go({ folder, sort: usualSort(folder), filters: {} });
      this.rows.focusSoon();
    } else if (wish === 'sheet') void this.sheet();
    else if (wish === 'search') void this.seeking.begin();
    else if (wish === 'macros' || wish === 'note') return answerWith(this, this.chosen, wish);
    else if (wish === 'undo') void this.undo();
    else if (wish === 'next' || wish === 'previous') this.rows.step(wish === 'next' ? 1 : -1);
    else if (wish === 'nextThread' || wish === 'previousThread') this.turnTo(wish === 'nextThread' ? 1 : -1);
    else if (wish === 'select') this.tickHere();
    else return this.acts.byKey(wish, this.meant, this.rows);
    return true;
  }

  /** Whoever stands in the list stands on what is back. */
  private async undo(): Promise<void> {
    const inList = this.rows.matches(':focus-within');
    const back = await this.doing.undo();
    if (inList) await this.rows.goTo(back);
  }

  private tickHere(): void {
    const { here } = this.rows;
    if (here) this.ticking.tick({ id: here }, false);
  }

  /** Opens the next or the previous one of the list. */
  private turnTo(by: number): void {
    const at = this.items.findIndex(({ id }) => id === this.chosen);
    const row = at < 0 ? this.items[0] : this.items[at + by];
    if (row) this.show(row);
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Desk } from '../../kit/desk/desk';
import type { DeskList } from '../../kit/desk/desk-list';
import type { Density } from '../../kit/desk/remembered';
import type { Selection } from '../../kit/desk/selection';
import type { DeskRow } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { seen } from '../../kit/presence';
import { deskRow, type RowTool, rowOutline } from '../../parts/desk/desk-row';
import { emptyFolder } from '../../parts/desk/empty-folder';
import { LightElement } from '../../parts/light';
import { rowSkeletons } from '../../parts/skeletons';
import { failed } from '../failed';
import { Watch } from '../watch';
import { RowsWindow } from './rows-window';

const rowHeights: Record<Density, number> = { roomy: 78, dense: 56 };

export interface RowDeeds {
  open(row: DeskRow): void;
  tick(row: DeskRow, range: boolean): void;
  /** Shift and an arrow: the range goes on from `from` to `to`. */
  reach(from: string, to: string): void;
  tool(tool: RowTool, row: DeskRow, button: HTMLElement): void;
  clearSelection(): void;
  clearFilters(): void;
}

/** The rows of the open folder, of which only those near the view are drawn; itself the box that scrolls. */
@customElement('parley-desk-rows')
export class DeskRows extends LightElement {
  @property({ attribute: false }) desk!: Desk;
  @property({ attribute: false }) words!: DeskTongue;
  @property({ attribute: false }) list!: DeskList;
  @property() chosen: string | null = null;
  @property() density: Density = 'roomy';
  @property({ attribute: false }) selection!: Selection;
  /** Moves with each change of the selection. */
  @property({ type: Number }) ticks = 0;
  @property({ attribute: false }) deeds!: RowDeeds;
  /** The row that Tab reaches: where one stands, or stood. */
  @state() here: string | null = null;
  @state() private pointed: string | null = null;
  private readonly watch = new Watch(this);
  private readonly view = new RowsWindow(this, () => void this.list.more());
  private items: readonly DeskRow[] = [];
  private ids: readonly string[] = [];
  /** The focus goes to a row as soon as there is one. */
  private wantsFocus = false;
  /** What has the focus in here; a row that moves among the others would lose it. */
  private held: HTMLElement | null = null;

  constructor() {
    super();
    this.addEventListener('keydown', this.key);
    this.addEventListener('focusin', this.focused);
    this.addEventListener('pointerover', this.pointing);
    this.addEventListener('pointerleave', this.pointing);
  }

  /** To the open row, or to the one where one was; once there is one. */
  override focus(): void {
    const row =
      this.button(this.chosen) ?? this.button(this.here) ?? this.querySelector<HTMLElement>('button.row');
    row?.focus();
  }

  focusSoon(): void {
    this.wantsFocus = true;
    this.requestUpdate();
  }

  /** Another list: from its top. */
  begin(): void {
    this.here = this.chosen;
    this.view.toTop();
  }

  button(id: string | null | undefined): HTMLElement | null {
    return id ? this.querySelector<HTMLElement>(`button.row[data-id="${id}"]`) : null;
  }

  /** Up or down from where one stands; into the list from elsewhere. */
  step(by: number): void {
    const at = this.ids.indexOf(this.here ?? '');
    const from = this.matches(':focus-within') || this.chosen ? at + by : at;
    this.moveTo(this.near(at < 0 ? 0 : from));
  }

  /** To this row, if it is here once everything is drawn. */
  async goTo(id: string | undefined): Promise<void> {
    await this.updateComplete;
    if (id && this.ids.includes(id)) this.moveTo(id);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const { desk, list } = this;
    const { session } = desk;
    this.held = this.querySelector(':focus');
    this.watch.these(list.changed, desk.changed, session.changed, session.typing.changed);
    const items = list.items(this.chosen);
    if (items !== this.items) {
      this.stayNear(items);
      this.items = items;
      this.ids = items.map(({ id }) => id);
    }
    if (changes.has('chosen') && this.chosen) this.here = this.chosen;
    this.view.take(this.ids, rowHeights[this.density]);
  }

  /** Where the focused row went, its neighbour takes over. */
  private stayNear(items: readonly DeskRow[]): void {
    const { here } = this;
    if (!here || items.some(({ id }) => id === here)) return;
    const at = this.ids.indexOf(here);
    const left = new Set(items.map(({ id }) => id));
    const stays = (id: string) => left.has(id);
    const near = at < 0 ? null : (this.ids.slice(at).find(stays) ?? this.ids.slice(0, at).findLast(stays));
    const had = this.button(here)?.closest('li')?.matches(':focus-within') ?? false;
    this.here = near ?? null;
    if (!had) return;
    void this.updateComplete.then(() => {
      const row = this.button(near);
      if (row) row.focus({ preventScroll: true });
      else this.focusBox();
    });
  }

  protected override render(): TemplateResult {
    const { list, words, items } = this;
    if (list.state === 'failed') {
      return failed(words.main, list.error, () => {
        this.desk.session.again();
        void list.load();
      });
    }
    if (items.length > 0 || list.hasMore) return this.rows();
    return list.state === 'ready'
      ? emptyFolder(words, list.query, () => this.deeds.clearFilters())
      : html`<span class="hidden" role="status">${words.t('loading')}</span>${rowSkeletons(8)}`;
  }

  private rows(): TemplateResult {
    const { list, items, desk, words, deeds } = this;
    const { session } = desk;
    const height = rowHeights[this.density];
    const more = list.hasMore ? 3 : 0;
    const { drawn, stop } = this.drawn();
    return html`<ul role="list" class="desk-rows" style="block-size: ${(items.length + more) * height}px">
      ${repeat(
        drawn,
        ({ row }) => row.id,
        ({ row, at }) => {
          if (this.view.rushing && row.id !== stop) return rowOutline(at * height);
          return deskRow(seen(row, session.reach), {
            desk,
            words,
            chosen: row.id === this.chosen,
            tabStop: row.id === stop,
            ticked: this.selection.has(row.id),
            near: row.id === stop || row.id === this.pointed,
            typing: session.typing.who(row.id),
            place: at + 1,
            of: list.hasMore ? -1 : items.length,
            top: at * height,
            valued: list.query.sort === 'value',
            open: deeds.open,
            tick: deeds.tick,
            tool: deeds.tool,
          });
        },
      )}
      ${more > 0 ? html`<li class="desk-more" aria-hidden="true" style="transform: translateY(${items.length * height}px)">${rowSkeletons(more)}</li>` : nothing}
    </ul>`;
  }

  /** The rows near the view, and the one that Tab reaches also while it is out of view. */
  private drawn(): { drawn: { row: DeskRow; at: number }[]; stop: string | null } {
    const { items, ids } = this;
    const { from, to } = this.view.span;
    const drawn = items.slice(from, to).map((row, i) => ({ row, at: from + i }));
    const at = ids.indexOf(this.here ?? '');
    const held = items[at];
    if (held && at < from) drawn.unshift({ row: held, at });
    else if (held && at >= to) drawn.push({ row: held, at });
    return { drawn, stop: held?.id ?? ids[from] ?? null };
  }

  protected override updated(): void {
    this.view.drawn(this);
    if (this.held?.isConnected && !this.held.matches(':focus')) this.held.focus({ preventScroll: true });
    if (!this.wantsFocus || this.list.state === 'loading' || this.list.state === 'new') return;
    this.wantsFocus = false;
    if (this.items.length > 0) this.focus();
    else this.focusBox();
  }

  /** `focus` means the rows; this means the box itself. */
  private focusBox(): void {
    super.focus({ preventScroll: true });
  }

  private near(at: number): string | undefined {
    return this.ids[Math.min(Math.max(at, 0), this.ids.length - 1)];
  }

  /** The focus goes to the row, which may have to be drawn first. */
  private moveTo(id: string | undefined): void {
    if (!id) return;
    this.here = id;
    this.view.reveal(this.ids.indexOf(id));
    this.requestUpdate();
    void this.updateComplete.then(() => this.button(id)?.focus({ preventScroll: true }));
  }

  private readonly focused = (event: FocusEvent): void => {
    this.here = rowOf(event) ?? this.here;
  };

  private readonly pointing = (event: PointerEvent): void => {
    if (event.pointerType !== 'touch') this.pointed = event.type === 'pointerleave' ? null : rowOf(event);
  };

  private readonly key = (event: KeyboardEvent): void => {
    const id = rowOf(event);
    if (!id || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && this.selection.size > 0) {
      event.preventDefault();
      this.deeds.clearSelection();
      return;
    }
    const at = this.ids.indexOf(id);
    const page = Math.max(1, Math.floor(this.clientHeight / rowHeights[this.density]) - 1);
    const steps: Record<string, number> = {
      ArrowUp: at - 1,
      ArrowDown: at + 1,
      PageUp: at - page,
      PageDown: at + page,
      Home: 0,
      End: this.ids.length - 1,
    };
    const to = steps[event.key];
    const next = to === undefined ? undefined : this.near(to);
    if (!next) return;
    event.preventDefault();
    if (event.shiftKey) this.deeds.reach(id, next);
    this.moveTo(next);
  };
}

function rowOf(event: Event): string | null {
  const item = (event.target as HTMLElement).closest('li.desk-item');
  return item?.querySelector<HTMLElement>('button.row')?.dataset.id ?? null;
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-rows': DeskRows;
  }
}

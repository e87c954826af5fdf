import type { Desk } from '../../kit/desk/desk';
import { takesAway } from '../../kit/desk/effect';
import { filingOf } from '../../kit/desk/folders';
import type { Wish } from '../../kit/desk/keys';
import type { Selection } from '../../kit/desk/selection';
import type { Act, Colour, DeskRow, Label } from '../../kit/desk/wire';
import type { DeskTongue } from '../../kit/desk/words';
import { Refusal } from '../../kit/problem';
import { type ActLook, assignMenu, labelMenu, priorityMenu, snoozeMenu } from '../../parts/desk/act-menus';
import type { RowTool } from '../../parts/desk/desk-row';
import { labelForm } from '../../parts/desk/label-form';
import type { DeskMenu } from '../../parts/desk/menu';
import type { Doing } from './doing';

export type ActMenu = 'snooze' | 'assign' | 'label' | 'priority';

/** What acting needs to know of the desk on the screen. */
export interface DeskScene {
  readonly desk: Desk;
  readonly words: DeskTongue;
  readonly doing: Doing;
  readonly selection: Selection;
  readonly menu: DeskMenu;
  readonly chosen: string | null;
  readonly items: readonly DeskRow[];
  /** Lists where one is alone: nothing is opened beside it. */
  readonly narrow: boolean;
  button(id: string | null | undefined): HTMLElement | null;
  show(row: DeskRow): void;
  leave(): void;
  forgetLabel(id: string): void;
  requestUpdate(): void;
}

const menus = { snooze: snoozeMenu, assign: assignMenu, label: labelMenu, priority: priorityMenu };

/** What people do to conversations, by whichever button, menu or key. */
export class DeskActs {
  constructor(private readonly scene: DeskScene) {}

  /** What is put away while it is open gives way to the next. */
  act(act: Act, ids: readonly string[]): void {
    const { scene } = this;
    const open = scene.chosen !== null && ids.includes(scene.chosen);
    const away = takesAway(act);
    const next = open && away && !scene.narrow ? this.beside(ids) : null;
    if (act.type === 'markRead') this.readAll(ids);
    const done = scene.doing.act(this.sure(act, ids), ids);
    if (away) scene.selection.drop(ids);
    if (next) scene.show(next);
    else if (open && (away || act.type === 'markUnread')) scene.leave();
    void done.then(() => scene.requestUpdate());
    scene.requestUpdate();
  }

  tool(tool: RowTool, row: DeskRow, button: HTMLElement): void {
    if (tool === 'snooze') this.menu('snooze', button, [row.id]);
    else if (tool === 'assign') this.act({ type: 'assign', agent: this.scene.desk.me }, [row.id]);
    else this.act({ type: tool }, [row.id]);
  }

  /** A menu beside the button; afterwards the focus goes back to the row. */
  menu(kind: ActMenu, button: HTMLElement, ids: readonly string[]): void {
    const { desk, words, doing } = this.scene;
    const look: ActLook & { failed(error: unknown): void } = {
      desk,
      words,
      rows: () => ids.map(id => this.row(id)).filter(row => row !== undefined),
      act: act => this.act(act, ids),
      failed: doing.failed,
    };
    this.scene.menu.open(button, () => menus[kind](look), this.scene.button(ids[0]) ?? button);
  }

  editLabel(label: Label, button: HTMLElement): void {
    const { desk, words, doing, menu } = this.scene;
    const save = (name: string, colour: Colour) =>
      void desk.changeLabel(label.id, name, colour).catch(doing.failed);
    const remove = () =>
      void desk.deleteLabel(label.id).then(() => {
        this.scene.forgetLabel(label.id);
        doing.show(words.t('labelDeleted'));
      }, doing.failed);
    menu.open(button, () => labelForm(label, words, { save, remove }));
  }

  /** By a key; false when there is nothing it could mean. */
  byKey(wish: Wish, ids: readonly string[], anchor: HTMLElement): boolean {
    const [first] = ids;
    const row = first ? this.row(first) : undefined;
    if (!first || !row) return false;
    if (!this.scene.desk.mayFile && wish !== 'star' && wish !== 'markUnread') {
      this.scene.doing.failed(new Refusal('forbidden', 403, ''));
      return true;
    }
    if (wish === 'snooze' || wish === 'assign' || wish === 'label' || wish === 'priority') {
      this.menu(wish, this.scene.button(first) ?? anchor, ids);
      return true;
    }
    const act = this.actFor(wish, row);
    if (act) this.act({ type: act }, ids);
    return act !== null;
  }

  /** Some keys do and undo: what they mean depends on the first of the conversations. */
  private actFor(wish: Wish, row: DeskRow): Act['type'] | null {
    const { starred, unread } = this.scene.desk;
    const { place } = filingOf(row);
    switch (wish) {
      case 'archive':
        return place === 'archived' || place === 'spam' ? 'restore' : 'archive';
      case 'spam':
        return place === 'spam' ? 'restore' : 'spam';
      case 'star':
        return starred.has(row.id) ? 'unstar' : 'star';
      case 'markUnread':
        return row.unread > 0 || unread.has(row.id) ? 'markRead' : 'markUnread';
      case 'noAnswer':
        return 'noAnswerNeeded';
      default:
        return null;
    }
  }

  private row(id: string): DeskRow | undefined {
    return this.scene.desk.session.rows.get(id) as DeskRow | undefined;
  }

  /** Who takes a thread takes it from whoever they see it with: of two at once only one gets it. */
  private sure(act: Act, ids: readonly string[]): Act {
    const [only, ...more] = ids;
    const row = only ? this.row(only) : undefined;
    if (act.type !== 'assign' || !row || more.length > 0) return act;
    return { ...act, ifAssignee: filingOf(row).assignee?.id ?? null };
  }

  /** The mark goes by the act; what was never opened is read to its end. */
  private readAll(ids: readonly string[]): void {
    for (const id of ids) {
      const row = this.row(id);
      if (row && row.unread > 0) this.scene.desk.session.readMarks.mark(id, row.lastSeq);
    }
  }

  /** The next row after the open one that stays, else the one before. */
  private beside(going: readonly string[]): DeskRow | null {
    const { items, chosen } = this.scene;
    const at = items.findIndex(({ id }) => id === chosen);
    const gone = new Set(going);
    const stays = (row: DeskRow) => !gone.has(row.id);
    return items.slice(at + 1).find(stays) ?? items.slice(0, Math.max(0, at)).findLast(stays) ?? null;
  }
}

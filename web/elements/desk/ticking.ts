import type { TemplateResult } from 'lit';
import type { DeskList } from '../../kit/desk/desk-list';
import type { DeskQuery } from '../../kit/desk/query';
import { Selection } from '../../kit/desk/selection';
import type { DeskRow } from '../../kit/desk/wire';
import type { Session } from '../../kit/session';
import { bulkBar, moreMenu } from '../../parts/desk/bulk-bar';
import type { LightElement } from '../../parts/light';
import type { DeskActs, DeskScene } from './desk-acts';
import { Gathering } from './gathering';

interface Host extends LightElement, Omit<DeskScene, 'requestUpdate' | 'selection'> {
  readonly session: Session;
  readonly asked: DeskQuery;
  readonly list: DeskList;
  readonly acts: DeskActs;
}

/** What is ticked in the open folder, and the bar that does something with all of it. */
export class Ticking {
  readonly selection = new Selection();
  private begun = false;
  private readonly gathering: Gathering;

  constructor(private readonly host: Host) {
    this.gathering = new Gathering(host);
  }

  /** The boxes are there, though nothing may be ticked yet. */
  get on(): boolean {
    return this.begun || this.selection.size > 0;
  }

  /** Another folder: nothing ticked. */
  forget(): void {
    this.selection.clear();
    this.begun = false;
    this.gathering.cancel();
  }

  turn(): void {
    if (this.on) {
      this.clear();
      return;
    }
    this.begun = true;
    this.host.requestUpdate();
  }

  readonly clear = (): void => {
    this.forget();
    this.host.requestUpdate();
    this.host.focus();
  };

  tick({ id }: Pick<DeskRow, 'id'>, range: boolean): void {
    this.gathering.cancel();
    if (range) this.selection.range(id, this.ids);
    else this.selection.toggle(id);
    this.host.requestUpdate();
  }

  /** The range goes on from `from` to `to`. */
  reach(from: string, to: string): void {
    this.selection.begin(from);
    this.selection.range(to, this.ids);
    this.host.requestUpdate();
  }

  bar(): TemplateResult {
    const { selection, gathering } = this;
    const { words, desk, asked, acts, doing, menu, items, list } = this.host;
    const ids = [...selection.ids];
    return bulkBar({
      words,
      mayFile: desk.mayFile,
      count: selection.size,
      loaded: items.length,
      hasMore: list.hasMore && !gathering.whole,
      folder: asked.folder,
      gathering: gathering.found,
      progress: doing.progress,
      act: act => acts.act(act, ids),
      menu: (kind, button) => acts.menu(kind, button, ids),
      more: button =>
        menu.open(button, () => moreMenu(words, asked.folder, desk.mayFile, act => acts.act(act, ids))),
      clear: this.clear,
      selectLoaded: () => this.loaded(),
      selectAll: () => void this.all(),
      stop: () => {
        gathering.cancel();
        doing.cancel();
      },
    });
  }

  private get ids(): string[] {
    return this.host.items.map(({ id }) => id);
  }

  private loaded(): void {
    this.selection.add(this.ids);
    this.host.requestUpdate();
  }

  private async all(): Promise<void> {
    const { session, asked, doing } = this.host;
    this.loaded();
    try {
      this.selection.add(await this.gathering.all(session, asked));
    } catch (error) {
      doing.failed(error);
    }
    this.host.requestUpdate();
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Tongue } from '../kit/i18n';
import { Search } from '../kit/search';
import { sentence } from '../kit/sentence';
import type { Session } from '../kit/session';
import type { ConversationRow, FoundThread, Hit } from '../kit/wire';
import { type SearchWords, searchWords } from '../kit/words/search';
import { foundItem } from '../parts/found-item';
import { icon } from '../parts/icons';
import { LightElement } from '../parts/light';
import { searchStyle } from '../parts/search-style';
import { rowSkeletons } from '../parts/skeletons';
import { failed } from './failed';
import type { ThreadView } from './thread-view';
import { Watch } from './watch';

const patienceMs = 6_000;

import { adopt } from '../parts/adopt';

/** Search over everything the reader may see. Stands in the place of the list; loaded when somebody first searches. */
@customElement('parley-search')
export class SearchView extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @property() chosen: string | null = null;
  @property({ attribute: false }) open!: (row: ConversationRow) => void;
  @property({ attribute: false }) close!: () => void;
  @query('input') private field!: HTMLInputElement;
  private search!: Search;
  private readonly watch = new Watch(this);

  override connectedCallback(): void {
    super.connectedCallback();
    adopt(this.getRootNode(), searchStyle);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.search?.stop();
  }

  override focus(): void {
    this.field?.focus();
  }

  private get buys(): boolean {
    return this.session.as === 'buyer';
  }

  private get words(): SearchWords {
    return searchWords(this.tongue.locale);
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session')) this.search = new Search(this.session.api, this.session.as);
    this.watch.these(this.search.changed);
  }

  protected override firstUpdated(): void {
    this.focus();
  }

  protected override render(): TemplateResult {
    const { words, search, tongue } = this;
    return html`<div class="search" role="search" @keydown=${this.key}>
      <div class="search-line">
        <input class="search-field" type="search" maxlength="200" enterkeyhint="search" autocomplete="off" aria-label=${words.search} placeholder=${words.hint} @input=${this.typed} />
        <button class="icon-button" type="button" aria-label=${words.close} title=${words.close} @click=${this.close}>${icon('close')}</button>
      </div>
      ${search.state === 'idle' ? nothing : this.filters()}
      <div class="search-found" tabindex="-1" aria-busy=${search.state === 'loading'}>${this.found()}</div>
      <span class="hidden" role="status">${search.state === 'ready' ? sentence(words.found, { n: search.items.length }, tongue.locale) : ''}</span>
    </div>`;
  }

  private found(): TemplateResult {
    const { words, search, tongue } = this;
    const { items, state, q } = search;
    if (state === 'idle')
      return html`<p class="search-hint">${this.buys ? words.begin : words.beginTeam} ${words.quotes}</p>`;
    if (state === 'failed') return failed(tongue, search.trouble, () => search.ask(q, true));
    if (state === 'loading' && items.length === 0) return rowSkeletons(5);
    if (items.length === 0)
      return html`<div class="search-hint"><p><strong>${sentence(words.none, { q: q.trim() }, tongue.locale)}</strong></p><p>${words.noneAbout}</p>
        ${search.isNarrow ? html`<button class="link" type="button" @click=${() => search.widen()}>${words.widen}</button>` : nothing}</div>`;
    return html`${search.incomplete ? html`<p class="search-hint">${words.older}</p>` : nothing}
      <ul role="list" class=${state === 'loading' ? 'older' : ''}>${repeat(
        items,
        ({ conversation }) => conversation.id,
        found =>
          html`<li>${foundItem(found, { tongue, chosen: found.conversation.id === this.chosen, note: words.note, go: hit => void this.go(found, hit) })}</li>`,
      )}</ul>
      ${search.hasMore ? html`<div class="more"><button class="button" type="button" @click=${() => search.more()}>${words.more}</button></div>` : nothing}`;
  }

  private filters(): TemplateResult {
    const { words, search, tongue, buys } = this;
    const { narrowing } = search;
    const days = (n: number) => sentence(words.days, { n }, tongue.locale);
    const places = ['inbox', 'mine', 'unassigned', 'snoozed', 'archived', 'spam'] as const;
    return html`<div class="search-filters">
      ${buys ? nothing : choice(words.where, narrowing.folder, [[undefined, words.everywhere], ...places.map(place => [place, words[place]] as const)], folder => search.narrow({ folder }))}
      ${buys ? nothing : choice(words.what, narrowing.in, [[undefined, words.everything], ...(['messages', 'notes'] as const).map(what => [what, words[what]] as const)], what => search.narrow({ in: what }))}
      ${choice(
        words.who,
        narrowing.by,
        [
          [undefined, words.anyone],
          ['buyer', buys ? words.you : words.buyer],
          ['vendor', buys ? words.shop : words.vendor],
        ],
        by => search.narrow({ by }),
      )}
      ${choice(words.when, narrowing.days, [[undefined, words.anyTime], ...[7, 30, 365].map(n => [n, days(n)] as const)], days => search.narrow({ days }))}
      <label class="search-filter ${narrowing.has ? 'set' : ''}"><input type="checkbox" .checked=${narrowing.has === 'link'} @change=${(event: Event) => search.narrow({ has: (event.target as HTMLInputElement).checked ? 'link' : undefined })} />${words.link}</label>
    </div>`;
  }

  private readonly typed = (): void => this.search.ask(this.field.value);

  /** Opens the thread and leads to the message or note, once it is there. */
  private async go({ conversation }: FoundThread, hit: Hit | undefined): Promise<void> {
    const { session } = this;
    const root = this.getRootNode() as ParentNode;
    const row = session.rows.get(conversation.id) ?? session.rows.put(conversation);
    this.open(row);
    if (!hit) return;
    const thread = session.thread(row.id);
    const until = Date.now() + patienceMs;
    while (thread.state !== 'ready' && thread.state !== 'failed' && Date.now() < until)
      await new Promise<void>(done => {
        const timer = setTimeout(over, 500);
        const undo = thread.changed.add(over);
        function over(): void {
          clearTimeout(timer);
          undo();
          done();
        }
      });
    const view = root.querySelector<ThreadView>('parley-thread-view');
    if (!view || view.conversation !== row.id) return;
    await view.updateComplete;
    const place = hit.note ? `[data-note="${hit.note}"]` : `.message[data-seq="${hit.seq}"]`;
    if (hit.note) {
      // The team's notes come beside the messages, and stand between those that are there.
      await thread.loadUntil(hit.seq);
      while (!view.querySelector(place) && Date.now() < until)
        await new Promise(done => setTimeout(done, 100));
    }
    if (view.conversation !== row.id) return;
    await view.goTo(hit.seq, view.querySelector(place) ? place : undefined);
    for (const marked of view.querySelectorAll('[data-found]')) marked.removeAttribute('data-found');
    view.querySelector(place)?.setAttribute('data-found', '');
  }

  private readonly key = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key !== 'Escape' && (event.target as Element).closest('.search-filters')) return;
    const items = [...this.querySelectorAll<HTMLElement>('.found, .hit')];
    const at = items.indexOf(event.target as HTMLElement);
    if (event.key === 'Escape') {
      if (this.field.value && event.target !== this.field) this.field.focus();
      else this.close();
    } else if (event.key === 'ArrowDown') items[Math.min(at + 1, items.length - 1)]?.focus();
    else if (event.key === 'ArrowUp' && at > 0) items[at - 1]?.focus();
    else if (event.key === 'ArrowUp' && at === 0) this.field.focus();
    else if (event.key === 'Enter' && event.target === this.field) items[0]?.click();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
}

/** One of several; the first is none. */
function choice<T extends string | number>(
  label: string,
  chosen: T | undefined,
  all: readonly (readonly [T | undefined, string])[],
  choose: (value: T | undefined) => void,
): TemplateResult {
  const pick = (event: Event) => choose(all[(event.target as HTMLSelectElement).selectedIndex]?.[0]);
  return html`<select class="search-filter ${chosen === undefined ? '' : 'set'}" aria-label=${label} @change=${pick}>${all.map(
    ([value, text]) => html`<option .selected=${value === chosen}>${text}</option>`,
  )}</select>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-search': SearchView;
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { icon } from '../icons';
import { LightElement } from '../light';
import { placed } from '../placing';

export interface MenuItem {
  label: string;
  /** Beside the label, softer: a time, a key, "away". */
  hint?: string;
  mark?: TemplateResult | undefined;
  /** Of several one, or each on its own: `radio` and `tick` say so to screen readers. */
  checked?: boolean | 'mixed';
  act(): void;
  /** Stays open, for choosing several. */
  stays?: boolean;
  /** A line above it. */
  apart?: boolean;
}

export interface Seeker {
  label: string;
  /** In place of the items when there are none: why. */
  none: string;
  create?(text: string): MenuItem;
  /** Whoever finds the items elsewhere hears what is written. */
  seek?(text: string): void;
  /** What the items were found with there; under other words they are narrowed here meanwhile. */
  found?: string;
  /** Below `none`, when trying again may help. */
  again?: { label: string; act(): void };
}

export interface MenuLook {
  title: string;
  items: MenuItem[];
  /** With a field above the items; what is written there narrows them, and may make a new one. */
  search?: Seeker;
  /** Below the items: a field of one's own. */
  extra?(close: () => void): TemplateResult;
}

/** A menu over everything, beside what opened it; a sheet from below on a phone. Escape and a click elsewhere close it. */
@customElement('parley-desk-menu')
export class DeskMenu extends LightElement {
  @state() private look: (() => MenuLook) | null = null;
  @state() private sought = '';
  private anchor: HTMLElement | null = null;
  private back: HTMLElement | null = null;

  get isOpen(): boolean {
    return this.look !== null;
  }

  /** Asks `look` anew for each drawing, so that what was ticked shows. `back` gets the focus afterwards. */
  open(anchor: HTMLElement, look: () => MenuLook, back: HTMLElement = anchor): void {
    this.close(false);
    this.anchor = anchor;
    this.back = back;
    this.sought = '';
    this.look = look;
    void this.updateComplete.then(() => {
      const { panel } = this;
      if (!panel) return;
      panel.showPopover();
      placed(panel, anchor);
      anchor.setAttribute('aria-expanded', 'true');
      (
        panel.querySelector<HTMLElement>('.field') ??
        this.chosen ??
        this.items[0] ??
        panel.querySelector<HTMLElement>('input')
      )?.focus();
    });
  }

  /** What it shows has changed. */
  refresh(): void {
    if (this.isOpen) this.requestUpdate('look');
  }

  close(refocus = true): void {
    if (!this.look) return;
    this.anchor?.setAttribute('aria-expanded', 'false');
    if (this.panel?.matches(':popover-open')) this.panel.hidePopover();
    this.look = null;
    if (refocus && this.back?.isConnected) this.back.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.close(false);
  }

  protected override updated(changes: PropertyValues): void {
    if (changes.size > 0 && this.anchor && this.panel?.matches(':popover-open'))
      placed(this.panel, this.anchor);
  }

  protected override render(): TemplateResult | typeof nothing {
    const look = this.look?.();
    if (!look) return nothing;
    const asMenu = !look.search && !look.extra;
    const sought = this.sought.trim().toLocaleLowerCase();
    const found =
      look.search?.found === this.sought.trim()
        ? look.items
        : look.items.filter(({ label }) => label.toLocaleLowerCase().includes(sought));
    const exact = found.some(({ label }) => label.toLocaleLowerCase() === sought);
    const create = sought && !exact && look.search?.create ? [look.search.create(this.sought.trim())] : [];
    return html`<div class="menu" popover="auto" role=${asMenu ? 'menu' : 'dialog'} aria-label=${look.title} @keydown=${this.key} @toggle=${this.toggled}>
      <p class="menu-title" aria-hidden="true">${look.title}</p>
      ${
        look.search
          ? html`<input class="field" type="text" autocomplete="off" spellcheck="false" maxlength="60" aria-label=${look.search.label} placeholder=${look.search.label} .value=${this.sought} @input=${this.seek} />`
          : nothing
      }
      ${
        look.items.length > 0 || look.search
          ? html`<div class="menu-items" role=${asMenu ? 'presentation' : 'group'} aria-label=${asMenu ? nothing : look.title}>
        ${[...found, ...create].map(item => this.item(item, asMenu))}
      </div>
      ${look.search ? this.none(look.search, found.length + create.length === 0) : nothing}`
          : nothing
      }
      ${look.extra?.(() => this.close()) ?? nothing}
    </div>`;
  }

  private item(item: MenuItem, asMenu: boolean): TemplateResult {
    const { checked } = item;
    const state = checked === undefined ? undefined : String(checked);
    return html`<button
      class="menu-item ${item.apart ? 'apart' : ''}"
      type="button"
      role=${asMenu ? (state === undefined ? 'menuitem' : 'menuitemradio') : nothing}
      tabindex="-1"
      aria-checked=${asMenu && state !== undefined ? state : nothing}
      aria-pressed=${!asMenu && state !== undefined ? state : nothing}
      @click=${() => this.choose(item)}
    >
      ${item.mark ?? nothing}<span class="menu-label" dir="auto">${item.label}</span>
      ${item.hint ? html`<span class="menu-hint" dir="auto">${item.hint}</span>` : nothing}
      ${checked === true ? icon('check') : checked === 'mixed' ? html`<i class="mixed"></i>` : nothing}
    </button>`;
  }

  private none({ none, again }: Seeker, empty: boolean): TemplateResult {
    const act = () => {
      this.querySelector<HTMLElement>('.field')?.focus();
      again?.act();
    };
    return html`<div class="menu-none" role="status" ?hidden=${!empty}>${empty ? none : ''}</div>
      ${empty && again ? html`<button class="button" type="button" @click=${act}>${again.label}</button>` : nothing}`;
  }

  private choose(item: MenuItem): void {
    if (!item.stays) this.close();
    item.act();
    if (item.stays) this.requestUpdate();
  }

  private get panel(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.menu');
  }

  private get items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.menu-item')];
  }

  private get chosen(): HTMLElement | null {
    return this.querySelector<HTMLElement>('.menu-item:is([aria-checked=true], [aria-pressed=true])');
  }

  private readonly seek = (event: Event): void => {
    this.sought = (event.target as HTMLInputElement).value;
    this.look?.().search?.seek?.(this.sought);
  };

  /** Closed by a click elsewhere: the focus goes where the click led it. */
  private readonly toggled = (event: Event): void => {
    if ((event as ToggleEvent).newState === 'closed' && event.target === this.panel) this.close(false);
  };

  private readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    if (event.key === 'Escape') {
      event.preventDefault();
      this.close();
      return;
    }
    const { items } = this;
    const target = event.target as HTMLElement;
    const at = items.indexOf(target);
    const inField = target.matches('input');
    if (inField && event.key === 'Enter' && target.matches('.field')) {
      event.preventDefault();
      items[0]?.click();
      return;
    }
    if (inField && !target.matches('.field')) return;
    if (event.key === 'Tab' && !this.look?.().search && !this.look?.().extra) {
      event.preventDefault();
      this.close();
      return;
    }
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    if (inField && (event.key === 'Home' || event.key === 'End')) return;
    const to = steps[event.key] ?? this.letter(event, at, inField);
    if (to === undefined || items.length === 0) return;
    event.preventDefault();
    if (to < 0 && this.querySelector('.field')) this.querySelector<HTMLElement>('.field')?.focus();
    else items[(to + items.length) % items.length]?.focus();
  };

  /** A letter leads to the next item that begins with it. */
  private letter(
    { key, ctrlKey, metaKey, altKey }: KeyboardEvent,
    at: number,
    inField: boolean,
  ): number | undefined {
    if (inField || key.length !== 1 || ctrlKey || metaKey || altKey) return undefined;
    const begins = this.items.map(item =>
      (item.querySelector('.menu-label')?.textContent ?? '')
        .toLocaleLowerCase()
        .startsWith(key.toLocaleLowerCase()),
    );
    const next = begins.indexOf(true, at + 1);
    const found = next < 0 ? begins.indexOf(true) : next;
    return found < 0 ? undefined : found;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-menu': DeskMenu;
  }
}

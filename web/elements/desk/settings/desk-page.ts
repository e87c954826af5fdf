import { html, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { askForPage, deskPages, type PageEvent, pageName, pages } from '../../../kit/desk/pages';
import { settingsTongueFor } from '../../../kit/desk/settings/words';
import type { Tongue } from '../../../kit/i18n';
import { Unreachable } from '../../../kit/problem';
import type { Session } from '../../../kit/session';
import { tongueWords } from '../../../kit/words/desk-pages';
import type { DeskMenu } from '../../../parts/desk/menu';
import { pageItems, pageNav } from '../../../parts/desk/page-nav';
import { adoptStyles } from '../../../parts/desk/settings/adopt';
import { glyph } from '../../../parts/desk/settings/glyphs';
import { pageBones } from '../../../parts/desk/settings/page-bones';
import { LightElement } from '../../../parts/light';
import { failed } from '../../failed';
import { loadBeside } from '../../load-beside';

/** A page's element, whichever bundle it comes from. */
interface PageElement extends HTMLElement {
  session: Session;
  tongue: Tongue;
  about: string;
}

/** A page of a vendor's desk with the way to the others: beside it where there is room, in a menu where there is none. */
@customElement('parley-desk-page')
export class DeskPageView extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @property({ attribute: false }) place!: PageEvent;
  @state() private unreachable = false;
  @query('.page-head parley-desk-menu') private menu!: DeskMenu;
  private content: PageElement | null = null;

  override connectedCallback(): void {
    super.connectedCallback();
    adoptStyles(this);
  }

  override focus(): void {
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.page-scroll')?.focus());
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    const words = settingsTongueFor(this.tongue);
    if (!words.ready) void words.whenReady.then(() => this.requestUpdate());
    const tag = pages[this.place.page]?.tag;
    // Remembered from a time when there was such a page.
    if (!tag) void Promise.resolve().then(this.toInbox);
    if (tag && this.content?.localName !== tag) {
      if (customElements.get(tag)) this.content = document.createElement(tag) as PageElement;
      else {
        this.content = null;
        this.fetch();
      }
    }
    if (this.content)
      Object.assign(this.content, { session: this.session, tongue: this.tongue, about: this.place.about });
    if (changes.has('place') && this.hasUpdated) this.querySelector('.page-scroll')?.scrollTo(0, 0);
  }

  private readonly fetch = (): void => {
    const source = pages[this.place.page];
    this.unreachable = false;
    if (source)
      void loadBeside(source.bundle, source.tag).then(there => {
        this.unreachable = !there;
        this.requestUpdate();
      });
  };

  protected override render(): TemplateResult {
    const { tongue, session, place, content } = this;
    const words = settingsTongueFor(tongue);
    return html`<div class="desk-page">
      <aside class="rail"><div class="rail-head"><parley-role-switch .session=${session} .tongue=${tongue}></parley-role-switch></div>${pageNav(tongue, place.page)}</aside>
      <section class="page-main" aria-label=${pageName(tongue, place.page)}>
        <header class="page-head">
          <button class="icon-button leave back" type="button" aria-label=${pageName(tongue, 'inbox')} @click=${this.toInbox}>${glyph('back')}</button>
          <button class="folder-button" type="button" aria-haspopup="menu" aria-expanded="false" @click=${this.choose}><span class="hidden">${tongueWords(tongue.locale).pages}: </span><span>${pageName(tongue, place.page)}</span>${glyph('chevron')}</button>
          <parley-desk-menu></parley-desk-menu>
        </header>
        <div class="page-scroll" tabindex="-1">${
          this.unreachable
            ? failed(tongue, new Unreachable(null), this.fetch)
            : content && words.ready
              ? content
              : pageBones(words.t('loading'))
        }</div>
      </section>
    </div>`;
  }

  private readonly toInbox = (): void => askForPage(this, 'inbox');

  private readonly choose = (event: Event): void => {
    const button = event.currentTarget as HTMLElement;
    this.menu.open(button, () => ({
      title: tongueWords(this.tongue.locale).pages,
      items: deskPages().length > 1 ? pageItems(this.tongue, this.place.page, this) : [],
    }));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-page': DeskPageView;
  }
}

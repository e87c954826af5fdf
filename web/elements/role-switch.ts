import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Tongue } from '../kit/i18n';
import { rolesOf } from '../kit/roles';
import type { Session } from '../kit/session';
import type { RoleView } from '../kit/wire';
import { icon } from '../parts/icons';
import { LightElement } from '../parts/light';
import { placed } from '../parts/placing';

/**
 * In whose name one reads and writes: a menu where somebody has several roles, with how much waits in each; nothing
 * but the heading where there is one. Inner element of the inbox.
 */
@customElement('parley-role-switch')
export class RoleSwitch extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @state() private roles: RoleView[] = [];
  private forget: (() => void) | null = null;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.forget?.();
    this.forget = null;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.listen();
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session')) this.listen();
  }

  private listen(): void {
    this.forget?.();
    this.forget = this.session.caughtUp.add(() => void this.ask());
    void this.ask();
  }

  private async ask(): Promise<void> {
    const { session } = this;
    const roles = await rolesOf(session.api).catch(() => null);
    if (roles && session === this.session) this.roles = roles;
  }

  protected override render(): TemplateResult {
    const { t } = this.tongue;
    const { as, counts } = this.session;
    const here = this.roles.find(role => role.as === as);
    if (!here || this.roles.length < 2) return html`<h2>${t('messages')}</h2>`;
    const elsewhere = this.roles.reduce((sum, role) => sum + (role.as === as ? 0 : role.unread), 0);
    return html`<button class="role-button" type="button" aria-haspopup="menu" aria-expanded="false" @click=${this.show} aria-label=${t('inTheRoleOf', { name: this.name(here) })}>
        <bdi>${this.name(here)}</bdi>${elsewhere > 0 ? html`<i class="elsewhere"></i>` : nothing}${icon('chevron')}
      </button>
      <div class="menu roles" popover="auto" role="menu" aria-label=${t('roles')} @keydown=${this.key} @toggle=${this.toggled}>
        ${this.roles.map(
          role => html`<button class="menu-item" type="button" role="menuitemradio" tabindex="-1" aria-checked=${role.as === as} @click=${() => this.choose(role)}>
            <bdi class="menu-label">${this.name(role)}</bdi>${this.waits(role.as === as ? (counts?.conversations ?? role.unread) : role.unread)}${role.as === as ? icon('check') : nothing}
          </button>`,
        )}
      </div>`;
  }

  private readonly show = (): void => {
    const [button, menu] = this.children as unknown as [HTMLElement, HTMLElement];
    menu.showPopover();
    placed(menu, button);
    void this.ask();
    menu.querySelector<HTMLElement>('[aria-checked=true]')?.focus();
  };

  private readonly toggled = (event: Event): void => {
    const open = (event as ToggleEvent).newState === 'open';
    this.querySelector('.role-button')?.setAttribute('aria-expanded', String(open));
  };

  private readonly key = (event: KeyboardEvent): void => {
    event.stopPropagation();
    const items = [...this.querySelectorAll<HTMLElement>('.menu-item')];
    const at = items.indexOf(event.target as HTMLElement);
    const steps: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: items.length - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) items[(to + items.length) % items.length]?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') this.close();
    else return;
    event.preventDefault();
  };

  private close(): void {
    this.querySelector<HTMLElement>('.roles')?.hidePopover();
    this.querySelector<HTMLElement>('.role-button')?.focus();
  }

  private choose({ as }: RoleView): void {
    this.close();
    if (as === this.session.as) return;
    this.dispatchEvent(new CustomEvent('parley-role', { detail: { as }, bubbles: true, composed: true }));
  }

  private name({ as, name }: RoleView): string {
    return as === 'buyer' ? this.tongue.t('asBuyer') : name;
  }

  private waits(unread: number): TemplateResult | typeof nothing {
    return unread > 0 ? html`<span class="count">${unread > 99 ? '99+' : unread}</span>` : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-role-switch': RoleSwitch;
  }
}

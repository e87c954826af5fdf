import { adoptStyles, css, html, nothing, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { tokens } from '../parts/styles/tokens';
import { rulesView } from './policy-rules';
import { simulationView } from './policy-simulation';
import {
  type PolicyBody,
  type PolicyVersionRow,
  type PolicyView,
  type Simulation,
  tidy,
} from './policy-wire';
import { policyWords } from './policy-words';
import { Section } from './section';
import { consoleStyle } from './style';

const askAgainMs = 1_000;

const style = css`
  :host { block-size: auto; min-block-size: 0; display: block; background: none; }
  .page { max-inline-size: 1240px; }
  textarea { min-block-size: 260px; font: 13px/1.5 ui-monospace, monospace; resize: vertical; white-space: pre; overflow-x: auto; }
  thead th { overflow-wrap: normal; }
  td input:not([type="checkbox"]), td select { min-inline-size: 10.5em; }
  input[type='checkbox'] { inline-size: 20px; min-inline-size: 0; min-block-size: 20px; accent-color: var(--accent); }
  .stages { display: flex; flex-wrap: wrap; gap: 4px; min-inline-size: 15em; }
  .stages button { min-block-size: 28px; padding: 2px 8px; border: 1px solid var(--field); border-radius: 14px; font-size: 13px; color: var(--soft); }
  .stages button[aria-pressed='true'] { background: var(--accent-soft); border-color: var(--accent-text); color: var(--accent-text); font-weight: 600; }
  progress { inline-size: 100%; max-inline-size: 70ch; block-size: 12px; accent-color: var(--accent); }
  .number { text-align: end; font-variant-numeric: tabular-nums; }
  .narrow { max-inline-size: 40ch; }
  .gap { margin-block-start: 16px; }
`;

/** The policy: what holds, its versions, a draft that is tried and put live. */
@customElement('parley-policy')
export class ParleyPolicy extends Section {
  @state() private inForce: PolicyView | null = null;
  @state() private versions: PolicyVersionRow[] = [];
  @state() private version = 0;
  @state() private text = '';
  @state() private draft: PolicyBody | null = null;
  @state() private notJson = '';
  @state() private simulation: Simulation | null = null;
  @state() private said = '';
  private timer = 0;

  /** Of its own: tables and code look otherwise than the rest of the console. */
  protected override createRenderRoot(): ShadowRoot {
    const root = this.attachShadow({ mode: 'open' });
    adoptStyles(root, [tokens, consoleStyle, style]);
    return root;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.dir = this.tongue.dir;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  private get words() {
    return policyWords(this.tongue.locale);
  }

  private get mayEdit(): boolean {
    return this.operator.acting === 'moderator';
  }

  /** Not over what somebody is changing. */
  protected override async load(): Promise<void> {
    if (this.inForce && (this.differs || this.notJson)) return;
    await this.fetch();
    const [latest] = (await this.call<{ items: Simulation[] }>('GET', '/v1/policy/simulations')).items;
    if (latest?.state === 'running' && !this.running) await this.watch(latest.id);
  }

  private async fetch(): Promise<void> {
    const view = await this.call<PolicyView>('GET', '/v1/policy');
    this.inForce = { ...view, policy: tidy(view.policy) };
    this.versions = (await this.call<{ items: PolicyVersionRow[] }>('GET', '/v1/policy/versions')).items;
    this.version = view.version;
    this.write(this.inForce.policy);
  }

  private show(version: number): Promise<void> {
    return this.try(async () => {
      this.write(tidy((await this.call<PolicyView>('GET', `/v1/policy?version=${version}`)).policy));
      this.version = version;
    });
  }

  private write(body: PolicyBody): void {
    [this.draft, this.text, this.notJson, this.said] = [body, JSON.stringify(body, null, 2), '', ''];
  }

  private readonly typed = (event: Event): void => {
    this.text = (event.target as HTMLTextAreaElement).value;
    this.said = '';
    try {
      const body = JSON.parse(this.text) as PolicyBody;
      [this.draft, this.notJson] = [Array.isArray(body?.rules) ? body : null, ''];
    } catch (error) {
      [this.draft, this.notJson] = [null, error instanceof Error ? error.message : ''];
    }
  };

  private get differs(): boolean {
    return JSON.stringify(this.draft) !== JSON.stringify(this.inForce?.policy);
  }

  private get running(): boolean {
    return this.simulation?.state === 'running';
  }

  private start(): Promise<void> {
    return this.try(async () => {
      const begun = await this.call<Simulation>('POST', '/v1/policy/simulations', {
        policy: JSON.parse(this.text),
      });
      await this.watch(begun.id);
    });
  }

  private async watch(id: string): Promise<void> {
    this.simulation = await this.call<Simulation>('GET', `/v1/policy/simulations/${id}`);
    if (this.running && this.isConnected)
      this.timer = window.setTimeout(() => void this.try(() => this.watch(id)), askAgainMs);
  }

  private cancel(): Promise<void> {
    return this.try(() => this.call('PUT', `/v1/policy/simulations/${this.simulation?.id}/cancellation`));
  }

  private putLive(): Promise<void> {
    return this.try(async () => {
      const put = await this.call<PolicyView>('PUT', '/v1/policy', {
        after: this.inForce?.version,
        policy: JSON.parse(this.text),
      });
      await this.fetch();
      this.said = this.words('isLive', { n: put.version });
    });
  }

  protected override render(): TemplateResult {
    const t = this.words;
    const { tongue, inForce } = this;
    return html`<section class="page"><h2>${tongue.t('policy')}</h2><p class="note">${t('help')}</p>
      ${
        inForce
          ? html`<p><b>${t('inForce', { n: inForce.version })}</b> <span class="soft">${
              inForce.by && inForce.at
                ? t('putBy', { name: inForce.by, when: tongue.when.moment(inForce.at) })
                : t('builtIn')
            }</span></p>
            <label class="field narrow">${t('versions')}<select @change=${(event: Event) => void this.show(Number((event.target as HTMLSelectElement).value))}>
              ${[...this.versions.map(v => v.version), 0].map(n => html`<option value=${n} ?selected=${n === this.version}>${t('version', { n })}</option>`)}
            </select></label>
            ${this.editor()}`
          : html`<p role="status">${this.wrong || tongue.t('loading')}</p>`
      }
    </section>`;
  }

  private editor(): TemplateResult {
    const t = this.words;
    return html`<h3>${t('rules')}</h3>
      ${this.draft ? rulesView(t, this.draft, this.mayEdit, body => this.write(body)) : nothing}
      <label class="field gap">${t('json')}
        <textarea dir="ltr" spellcheck="false" .value=${this.text} ?readonly=${!this.mayEdit} aria-describedby="json-help" @input=${this.typed}></textarea></label>
      <p class="note" id="json-help">${t('jsonHelp')}</p>
      ${this.notJson ? html`<p class="wrong" role="alert">${t('notJson', { why: this.notJson })}</p>` : nothing}
      ${this.wrong ? html`<p class="wrong" role="alert">${this.wrong}</p>` : nothing}
      ${
        this.mayEdit
          ? html`<p class="note">${t(this.differs ? 'changed' : 'same')}</p>
            <div class="buttons gap">
              <button class="button" type="button" ?disabled=${this.running || this.notJson !== ''} @click=${() => void this.start()}>${t('try')}</button>
              <button class="button main" type="button" ?disabled=${!this.differs || this.notJson !== ''} @click=${() => void this.putLive()}>${t('live')}</button>
            </div>`
          : html`<p class="note">${t('mayNot')}</p>`
      }
      <p role="status">${this.said}</p>
      ${
        this.simulation
          ? simulationView(this.tongue, t, this.simulation, this.mayEdit, {
              cancel: () => void this.cancel(),
              askAccess: conversation => this.tell('ask-access', conversation),
            })
          : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-policy': ParleyPolicy;
  }
}

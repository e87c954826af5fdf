import { html, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { Section } from './section';
import type { ConsoleTongue } from './tongue';

export interface HealthReport {
  ready: boolean;
  parts: { part: string; healthy: boolean; says: string }[];
}

/** How the server is, part by part. */
export function systemView(
  tongue: ConsoleTongue,
  health: HealthReport | null,
  wrong: string,
): TemplateResult {
  const { t } = tongue;
  return html`<section class="page"><h2>${t('system')}</h2>
    <p id="who" role="status">${health ? t(health.ready ? 'works' : 'needs') : wrong || t('loading')}</p>
    <ul>${(health?.parts ?? []).map(part => html`<li><h3>${part.healthy ? '✓' : '!'} ${part.part}</h3><p class="note">${part.says}</p></li>`)}</ul>
    <p class="note"><a href="/scalar">API</a> · <a href="/openapi/v1.json">OpenAPI</a></p>
  </section>`;
}

/** Asks how the server is. */
@customElement('parley-console-system')
export class ConsoleSystem extends Section {
  @state() private health: HealthReport | null = null;

  protected override async load(): Promise<void> {
    this.health = await this.call<HealthReport>('GET', '/health/detail');
  }

  protected override render(): TemplateResult {
    return systemView(this.tongue, this.health, this.wrong);
  }
}

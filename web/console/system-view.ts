import { html, type TemplateResult } from 'lit';
import type { ConsoleTongue } from './tongue';

export interface HealthReport {
  ready: boolean;
  parts: { part: string; healthy: boolean; says: string }[];
}

/** How the server is, part by part. */
export function systemView(tongue: ConsoleTongue, health: HealthReport | null): TemplateResult {
  const { t } = tongue;
  return html`<section class="page"><h2>${t('system')}</h2>
    <p id="who" role="status">${health ? t(health.ready ? 'works' : 'needs') : t('loading')}</p>
    <ul>${(health?.parts ?? []).map(part => html`<li><h3>${part.healthy ? '✓' : '!'} ${part.part}</h3><p class="note">${part.says}</p></li>`)}</ul>
    <p class="note"><a href="/scalar">API</a> · <a href="/openapi/v1.json">OpenAPI</a></p>
  </section>`;
}

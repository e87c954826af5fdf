import { html, nothing, type TemplateResult } from 'lit';
import type { Message } from '../kit/wire';
import { messageView } from './evidence-view';
import { empty } from './queue-view';
import type { ConsoleTongue } from './tongue';
import type { GrantView } from './wire';

const purposes = ['support', 'dispute', 'safety', 'legal', 'quality'] as const;

export interface GrantDoing {
  ask: (conversation: string, purpose: string, reason: string) => void;
  read: (grant: GrantView) => void;
  end: (grant: GrantView) => void;
  decide: (grant: GrantView, given: boolean) => void;
}

/** Reading without a case: say why, read for some minutes. */
export function grantsView(
  tongue: ConsoleTongue,
  grants: readonly GrantView[],
  reading: { id: string; messages: readonly Message[] } | null,
  token: string,
  wrong: string,
  doing: GrantDoing,
): TemplateResult {
  const { t } = tongue;
  const submit = (event: Event) => {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    doing.ask(
      String(form.get('conversation') ?? '').trim(),
      String(form.get('purpose')),
      String(form.get('reason')),
    );
  };
  return html`<section class="page"><h2>${t('grants')}</h2><p class="note">${t('grantsHelp')}</p>
    <form @submit=${submit} novalidate>
      <div class="two">
        <label class="field">${t('conversationId')}<input name="conversation" dir="ltr" autocomplete="off" required></label>
        <label class="field">${t('purpose')}<select name="purpose">${purposes.map(p => html`<option value=${p}>${t(p)}</option>`)}</select></label>
      </div>
      <label class="field">${t('why')}<input name="reason" dir="auto" maxlength="500" required></label>
      ${wrong ? html`<p class="wrong" role="alert">${wrong}</p>` : nothing}
      <div class="buttons"><button class="button main" type="submit">${t('askGrant')}</button></div>
    </form>
    ${grants.length ? nothing : empty(t('emptyGrants'), '')}
    ${grants.map(grant => grantView(tongue, grant, doing))}
    ${reading ? html`<h3>${t('conversation')}</h3><div role="list" data-reading=${reading.id}>${reading.messages.map(m => messageView(tongue, m, { under: `/v1/grants/${reading.id}`, token }))}</div>` : nothing}
  </section>`;
}

function grantView(tongue: ConsoleTongue, grant: GrantView, doing: GrantDoing): TemplateResult {
  const { t } = tongue;
  const state =
    grant.state === 'given' ? t('given', { when: tongue.when.moment(grant.endsAt ?? '') }) : t(grant.state);
  return html`<h3>${tongue.word(grant.purpose)} · ${state}</h3>
    <p><bdi>${grant.operator}</bdi>: <span dir="auto">${grant.reason}</span></p>
    <p class="soft"><code dir="ltr">${grant.conversation}</code></p>
    <div class="buttons">
      ${grant.mine && grant.state === 'given' ? html`<button class="button main" type="button" @click=${() => doing.read(grant)}>${t('read')}</button>` : nothing}
      ${grant.mine && grant.state === 'given' ? html`<button class="button" type="button" @click=${() => doing.end(grant)}>${t('end')}</button>` : nothing}
      ${!grant.mine && grant.state === 'asked' ? html`<button class="button main" type="button" @click=${() => doing.decide(grant, true)}>${t('agree')}</button><button class="button" type="button" @click=${() => doing.decide(grant, false)}>${t('refuse')}</button>` : nothing}
    </div>`;
}

import { html, nothing, type TemplateResult } from 'lit';
import type { Item } from '../kit/grouping';
import type { Tongue } from '../kit/i18n';
import type { Pending } from '../kit/outbox';
import { isFinal, Refusal } from '../kit/problem';
import { problemText } from '../kit/problem-text';
import { isBy } from '../kit/receipts';
import type { Author, Message, Party, Reaction } from '../kit/wire';
import type { FileParts } from './file-parts';
import { messageText } from './message-text';
import { quote } from './quote';
import { reactionChips } from './reactions';
import type { SafetyParts } from './safety-parts';

/** What can be done with a message; the thread does it. */
export interface MessageActions {
  reply(message: Message): void;
  react(message: Message, reaction: Reaction, on: boolean): void;
  edit(message: Message): void;
  unsend(message: Message): void;
  copy(message: Message): void;
  report(message: Message): void;
  goTo(seq: number): void;
  retry(id: string): void;
  /** Back into the composer, to be written differently. */
  rewrite(id: string): void;
  discard(id: string): void;
}

export interface BubbleLook {
  tongue: Tongue;
  own: boolean;
  party: Party;
  person: string;
  author: Author;
  /** The message that the keyboard stands on or the pointer is over shows its tools. */
  active: boolean;
  tabStop: boolean;
  tools: TemplateResult | typeof nothing;
  actions: MessageActions;
  /** Null until their bundle is here. */
  files: FileParts | null;
  safety: SafetyParts | null;
  activate(key: string): void;
  deactivate(key: string): void;
}

/** One message, stored or on its way: the same markup, so that nothing moves when it is acknowledged. */
export function bubble(item: Item, look: BubbleLook): TemplateResult {
  const { tongue, author, actions } = look;
  const { message, pending } = item;
  const at = (message ?? pending).at;
  const replyTo = (message ?? pending).replyTo;
  const target = replyTo ? () => actions.goTo(replyTo.seq) : undefined;
  const files = silent(message) ? 0 : ((message?.attachments ?? pending?.files)?.length ?? 0);
  const text = message ? words(look, message) : messageText(pending.text);
  const wordless = (message ?? pending).text === '' && !refused(message);
  return html`<div
    class="message ${look.active ? 'active' : ''} ${message?.reactions.some(r => r.by.length > 0) ? 'reacted' : ''}"
    role="article"
    data-key=${item.key}
    data-seq=${message?.seq ?? nothing}
    tabindex=${look.tabStop ? 0 : -1}
    @pointerenter=${(e: PointerEvent) => e.pointerType === 'mouse' && look.activate(item.key)}
    @pointerleave=${(e: PointerEvent) => e.pointerType === 'mouse' && look.deactivate(item.key)}
    @focusin=${() => look.activate(item.key)}
  >
    <span class="hidden">${look.own && isBy(author, look.person) ? tongue.t('you') : (author.agentName ?? author.name)}, ${tongue.when.time(at)}: </span>
    ${files > 0 ? (look.files?.draw(item, look.own) ?? nothing) : nothing}
    ${
      files > 0 && look.files && !replyTo && wordless
        ? nothing
        : html`<div class="bubble ${silent(message) ? 'silent' : ''} ${pending ? pending.state : ''}" part="bubble ${look.own ? 'own' : 'other'}" title=${tongue.when.exact(at)}>
      ${replyTo && !silent(message) ? quote(tongue, replyTo, target) : nothing}
      ${wordless && look.files ? nothing : html`<span class="text" dir="auto">${wordless ? tongue.t('nFiles', { n: files }) : text}</span>`}
      ${message?.editedAt && !silent(message) ? html`<span class="edited" title=${tongue.when.exact(message.editedAt)}>${tongue.t('edited')}</span>` : nothing}
    </div>`
    }
    ${(message && look.safety?.under(message)) ?? nothing}
    ${message ? reactionChips(tongue, message.reactions, look.party, (r, on) => actions.react(message, r, on)) : nothing}
    ${look.active ? look.tools : nothing}
    ${pending?.state === 'failed' ? (pending.files && look.files ? look.files.stopped(pending) : failure(look, pending)) : nothing}
  </div>`;
}

function silent(message: Message | undefined): boolean {
  if (!message) return false;
  return (
    message.unsentAt !== null ||
    !!message.removed ||
    message.erased ||
    message.text === null ||
    refused(message)
  );
}

/** Nothing but files came, and none of them may be seen. */
function refused(message: Message | undefined): boolean {
  return message?.text === '' && message.attachments.length === 0 && !message.unsentAt && !message.erased;
}

function words({ tongue, own, safety }: BubbleLook, message: Message): TemplateResult | string {
  if (message.removed) return tongue.t('removed');
  if (message.unsentAt) return tongue.t(own ? 'unsentByYou' : 'unsent');
  if (refused(message)) return tongue.t('notPassed');
  if (message.erased || message.text === null) return tongue.t('erased');
  return (own ? null : safety?.text(message)) ?? messageText(message.text);
}

function failure({ tongue, actions }: BubbleLook, pending: Pending): TemplateResult {
  const { t } = tongue;
  const { clientMessageId: id, why = '', code, status } = pending;
  const reason = code && status ? problemText(tongue, new Refusal(code, status, why)) : why;
  return html`<div class="failure" role="alert">
    <span dir="auto">${reason || t('failed')}</span>
    ${isFinal(status) ? nothing : html`<button class="link" type="button" @click=${() => actions.retry(id)}>${t('retry')}</button>`}
    <button class="link" type="button" @click=${() => actions.rewrite(id)}>${t('edit')}</button>
    <button class="link" type="button" @click=${() => actions.discard(id)}>${t('discard')}</button>
  </div>`;
}

import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import type { Message } from '../kit/wire';
import { grantsView } from './grants-view';
import { empty } from './queue-view';
import { Section } from './section';
import type { GrantView, Page } from './wire';

/** Reading without a case, by a right that somebody asks for. */
@customElement('parley-console-grants')
export class ConsoleGrants extends Section {
  @state() private grants: GrantView[] = [];
  @state() private reading: { id: string; messages: Message[] } | null = null;

  protected override async load(): Promise<void> {
    if (this.operator.mayRead) this.grants = (await this.call<Page<GrantView>>('GET', '/v1/grants')).items;
  }

  /** Fills the request in, but for the reason. */
  async askFor(conversation: string): Promise<void> {
    await this.updateComplete;
    const form = this.querySelector('form');
    if (!form) return;
    (form.elements.namedItem('conversation') as HTMLInputElement).value = conversation;
    (form.elements.namedItem('purpose') as HTMLSelectElement).value = 'quality';
    (form.elements.namedItem('reason') as HTMLInputElement).focus();
  }

  private change(method: string, path: string, body?: unknown): Promise<void> {
    return this.try(async () => {
      await this.call(method, path, body);
      await this.load();
    });
  }

  private read(grant: GrantView): Promise<void> {
    return this.try(async () => {
      const page = await this.call<Page<Message>>('GET', `/v1/grants/${grant.id}/messages`);
      this.reading = { id: grant.id, messages: page.items };
    });
  }

  /** What was read goes with its right. */
  private end(grant: GrantView): Promise<void> {
    if (this.reading?.id === grant.id) this.reading = null;
    return this.change('DELETE', `/v1/grants/${grant.id}`);
  }

  protected override render(): TemplateResult {
    const { tongue, operator } = this;
    const { t } = tongue;
    if (!operator.mayRead) return empty(t('grants'), t('mayNotRead'));
    return grantsView(tongue, this.grants, this.reading, operator.token ?? '', this.wrong, {
      ask: (conversation, purpose, reason) =>
        void this.change('POST', '/v1/grants', { conversation, purpose, reason }),
      end: grant => void this.end(grant),
      decide: (grant, given) => void this.change(given ? 'PUT' : 'DELETE', `/v1/grants/${grant.id}/approval`),
      read: grant => void this.read(grant),
    });
  }
}

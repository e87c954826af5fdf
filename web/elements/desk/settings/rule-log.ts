import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement } from 'lit/decorators.js';
import { askForPage } from '../../../kit/desk/pages';
import { DeedLog, Whose } from '../../../kit/desk/settings/deeds';
import { draftOf } from '../../../kit/desk/settings/drafts';
import { type RuleList, rulesSource } from '../../../kit/desk/settings/rule';
import { type Names, ruleName } from '../../../kit/desk/settings/rule-sentence';
import { teamBookOf } from '../../../kit/desk/settings/team-book';
import { templateBookOf } from '../../../kit/desk/settings/template-book';
import { deedItem } from '../../../parts/desk/settings/deed-item';
import { pageBones } from '../../../parts/desk/settings/page-bones';
import { topicText } from '../../../parts/topic';
import { failed } from '../../failed';
import { SettingsPage } from './settings-page';

/** What was done by machine and why: all of it, one rule's (`rule:ID`) or one thread's (its id). */
@customElement('parley-desk-log')
export class RuleLog extends SettingsPage {
  private log!: DeedLog;
  private whose!: Whose;

  protected override willUpdate(changes: PropertyValues<this>): void {
    const { session, about } = this;
    if (changes.has('session') || changes.has('about')) {
      const rule = about.startsWith('rule:') ? about.slice(5) : null;
      this.log = new DeedLog(session, { rule, conversation: rule ? null : about || null });
      this.whose = new Whose(session);
    }
    this.watch.these(
      this.log.changed,
      this.whose.changed,
      teamBookOf(session).changed,
      templateBookOf(session).changed,
    );
    if (this.log.state === 'new') void this.log.load();
  }

  protected override render(): TemplateResult {
    const { words, log, about } = this;
    const { t } = words;
    return html`<header class="page-title"><h2>${t('logTab')}</h2><p>${t('logIntro')}</p></header>
      ${about ? html`<p class="narrowed"><span dir="auto">${this.narrowed()}</span><button class="link" type="button" @click=${() => askForPage(this, 'rules', 'log')}>${t('showAll')}</button></p>` : nothing}
      ${
        log.state === 'failed'
          ? failed(this.tongue, log.trouble, () => void log.load())
          : log.items.length > 0
            ? html`<ol class="deeds" role="list">${log.items.map(deed =>
                deedItem(deed, {
                  words,
                  names: this.names,
                  name: this.nameOf(deed.rule, deed.name),
                  who: this.whose.name(deed.conversation),
                  openThread: () => askForPage(this, 'inbox', deed.conversation),
                }),
              )}</ol>
            ${log.more ? html`<button class="button below" type="button" @click=${() => void log.load()}>${t('more')}</button>` : nothing}`
            : log.state === 'ready'
              ? html`<p class="teach">${t('logEmpty')}</p>`
              : pageBones(t('loading'))
      }`;
  }

  private narrowed(): string {
    const { words, about } = this;
    if (!about.startsWith('rule:')) return words.t('logOfThread', { name: this.whose.name(about) });
    return words.t('logOfRule', { name: this.nameOf(about.slice(5), '…') });
  }

  private nameOf(id: string | null, name: string): string {
    const rules = draftOf<RuleList>(this.session, 'rules', () => rulesSource(this.session)).value?.rules;
    const rule = id ? rules?.find(one => one.id === id) : undefined;
    return rule ? ruleName(rule, this.words) : name;
  }

  private get names(): Names {
    const { session, tongue, words } = this;
    return {
      person: id => teamBookOf(session).name(id),
      label: id => teamBookOf(session).label(id),
      vendor: id => teamBookOf(session).vendor(id),
      template: id => templateBookOf(session).name(id) ?? words.t('templateGone'),
      topic: word => topicText(tongue, word),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-log': RuleLog;
  }
}

import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { askForPage } from '../../../kit/desk/pages';
import { tryRule, Whose } from '../../../kit/desk/settings/deeds';
import type { Draft } from '../../../kit/desk/settings/draft';
import { draftOf } from '../../../kit/desk/settings/drafts';
import {
  moved,
  newRule,
  type Rule,
  type RuleList,
  ruleFlaws,
  rulesSource,
} from '../../../kit/desk/settings/rule';
import { type Names, ruleName } from '../../../kit/desk/settings/rule-sentence';
import { teamBookOf } from '../../../kit/desk/settings/team-book';
import { templateBookOf } from '../../../kit/desk/settings/template-book';
import { glyph } from '../../../parts/desk/settings/glyphs';
import { ruleEditor } from '../../../parts/desk/settings/rule-editor';
import { ruleItem, type Trial } from '../../../parts/desk/settings/rule-item';
import { topicText } from '../../../parts/topic';
import { Dragging } from './dragging';
import { SettingsPage } from './settings-page';
import './rule-log';

const usualTopics = ['question', 'delivery', 'return', 'custom-order', 'cooperation', 'other'];

/** A vendor's rules in their order, and what they did. */
@customElement('parley-desk-rules')
export class RulesPage extends SettingsPage {
  @state() private editing: string | null = null;
  @state() private asking: string | null = null;
  @state() private said = '';
  private readonly trials = new Map<string, Trial>();
  private whose!: Whose;
  private readonly dragging = new Dragging('.rule', (id, to) => this.move(id, to, false));

  private get draft(): Draft<RuleList> {
    return draftOf(this.session, 'rules', () => rulesSource(this.session));
  }

  private get rules(): readonly Rule[] {
    return this.draft.value?.rules ?? [];
  }

  protected override willUpdate(changes: PropertyValues<this>): void {
    if (changes.has('session')) this.whose = new Whose(this.session);
    const { draft, rights, session, whose } = this;
    this.watch.these(
      draft.changed,
      rights.changed,
      templateBookOf(session).changed,
      teamBookOf(session).changed,
      whose.changed,
    );
    if (draft.state === 'new') void draft.load();
  }

  protected override render(): TemplateResult {
    const { words, about } = this;
    const { t } = words;
    const inLog = about === 'log' || about.startsWith('log/');
    const tab = (to: string, text: string, on: boolean) =>
      html`<li><button type="button" aria-current=${on ? 'true' : nothing} @click=${() => askForPage(this, 'rules', to)}>${text}</button></li>`;
    return html`<nav class="sections" aria-label=${t('sections')}><ul role="list">${tab('', t('rulesTab'), !inLog)}${tab('log', t('logTab'), inLog)}</ul></nav>
      ${inLog ? html`<parley-desk-log .session=${this.session} .tongue=${this.tongue} .about=${about.replace(/^log\/?/, '')}></parley-desk-log>` : this.list()}`;
  }

  private list(): TemplateResult {
    const { words, draft, rights } = this;
    const { t } = words;
    const waiting = this.notYet(draft);
    if (waiting || !draft.value) return waiting ?? html``;
    const may = rights.writes;
    const { rules } = draft.value;
    const wrong = rules.reduce((n, rule) => n + ruleFlaws(rule).size, 0);
    return html`<header class="page-title"><h2>${t('rules')}</h2><p>${t('rulesIntro')}</p></header>
      ${this.lookOnly(may, 'ownersAndAgents')}
      <ol class="rules" role="list">${repeat(
        rules,
        rule => rule.id ?? rule.name,
        (rule, place) => this.item(rule, place, may),
      )}</ol>
      ${rules.some(({ standard }) => !standard) ? nothing : html`<p class="teach below">${t('noOwnRules')}</p>`}
      ${may ? html`<button class="button add below" type="button" @click=${this.add}>${glyph('plus')}${t('addRule')}</button>` : nothing}
      <div class="hidden" role="status">${this.said}</div>
      ${this.saving(draft, wrong, t('save'), t('saved'))}${this.telling.render()}`;
  }

  private item(rule: Rule, place: number, may: boolean): TemplateResult {
    const { words } = this;
    const id = rule.id ?? '';
    const flaws = ruleFlaws(rule);
    const editing = this.editing === id;
    return ruleItem({
      words,
      names: this.names,
      rule,
      place,
      of: this.rules.length,
      may,
      wrong: flaws.size > 0 && !editing,
      editor: editing && may ? this.editor(rule, id, flaws) : null,
      trial: this.trials.get(id) ?? null,
      asking: this.asking === id,
      who: conversation => this.whose.name(conversation),
      turn: on => this.turn(rule, on),
      edit: () => {
        this.editing = editing ? null : id;
      },
      remove: () => this.change(rules => rules.filter(one => one.id !== id)),
      move: to => this.move(id, to, true),
      grab: event => this.dragging.grab(event, id),
      attempt: () => void this.attempt(rule),
      answer: yes => {
        this.asking = null;
        this.trials.delete(id);
        if (yes) this.set(id, now => ({ ...now, off: false }));
      },
      log: () => askForPage(this, 'rules', `log/rule:${id}`),
      openThread: conversation => askForPage(this, 'inbox', conversation),
    });
  }

  private editor(rule: Rule, id: string, flaws: ReturnType<typeof ruleFlaws>): TemplateResult {
    const { agents, labels, routes } = teamBookOf(this.session);
    return ruleEditor({
      id: `rule-${id}`,
      words: this.words,
      rule,
      names: this.names,
      agents,
      labels,
      routes,
      topics: usualTopics,
      templates: templateBookOf(this.session).templates ?? [],
      me: this.session.person,
      flaw: name => {
        const key = flaws.get(name);
        return key && this.words.t(key);
      },
      change: to => this.set(id, to),
    });
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

  /** It is tried first: one sees what it would have done before it does anything. */
  private turn(rule: Rule, on: boolean): void {
    const id = rule.id ?? '';
    if (!on || rule.standard) {
      this.asking = null;
      this.set(id, now => ({ ...now, off: !on }));
      return;
    }
    this.requestUpdate();
    if (ruleFlaws(rule).size > 0) {
      this.editing = id;
      return;
    }
    this.asking = id;
    void this.attempt(rule);
  }

  private async attempt(rule: Rule): Promise<void> {
    const id = rule.id ?? '';
    if (ruleFlaws(rule).size > 0) {
      this.editing = id;
      return;
    }
    this.trials.set(id, { state: 'asked' });
    this.requestUpdate();
    try {
      this.trials.set(id, { state: 'done', run: await tryRule(this.session, rule) });
    } catch (error) {
      this.trials.set(id, {
        state: 'failed',
        why: error instanceof Error && error.message ? error.message : this.say(error),
      });
    }
    this.requestUpdate();
  }

  private readonly add = (): void => {
    const rule = newRule();
    this.change(rules => [rule, ...rules]);
    this.editing = rule.id ?? null;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.rule.editing input')?.focus());
  };

  private move(id: string, to: number, byKey: boolean): void {
    const from = this.rules.findIndex(rule => rule.id === id);
    const at = Math.max(0, Math.min(to, this.rules.length - 1));
    if (from < 0 || from === at) return;
    this.change(rules => moved(rules, from, at));
    const rule = this.rules[at];
    if (rule)
      this.said = this.words.t('movedTo', {
        name: ruleName(rule, this.words),
        n: at + 1,
        of: this.rules.length,
      });
    if (byKey)
      void this.updateComplete.then(() =>
        this.querySelector<HTMLElement>(`.rule[data-id="${id}"] .grip`)?.focus(),
      );
  }

  private set(id: string, to: (rule: Rule) => Rule): void {
    this.change(rules => rules.map(rule => (rule.id === id ? to(rule) : rule)));
  }

  private change(to: (rules: readonly Rule[]) => Rule[]): void {
    const now = this.draft.value;
    if (now) this.draft.edit({ ...now, rules: to(now.rules) });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'parley-desk-rules': RulesPage;
  }
}

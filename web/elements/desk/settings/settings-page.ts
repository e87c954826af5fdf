import { html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import type { Draft } from '../../../kit/desk/settings/draft';
import { vendorOf } from '../../../kit/desk/settings/drafts';
import { type Rights, rightsOf } from '../../../kit/desk/settings/rights';
import { type SettingsTongue, settingsTongueFor } from '../../../kit/desk/settings/words';
import type { Tongue } from '../../../kit/i18n';
import { Refusal } from '../../../kit/problem';
import { problemText } from '../../../kit/problem-text';
import type { Session } from '../../../kit/session';
import { pageBones } from '../../../parts/desk/settings/page-bones';
import { saveBar } from '../../../parts/desk/settings/save-bar';
import { LightElement } from '../../../parts/light';
import { failed } from '../../failed';
import { Watch } from '../../watch';
import { Telling } from './telling';

/** What the pages of a desk share: whose they are, their words, who may change them, and what came of it. */
export abstract class SettingsPage extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  @property() about = '';
  protected readonly watch = new Watch(this);
  protected readonly telling = new Telling(this);

  protected get words(): SettingsTongue {
    return settingsTongueFor(this.tongue);
  }

  protected get vendor(): string {
    return vendorOf(this.session);
  }

  protected get rights(): Rights {
    return rightsOf(this.session);
  }

  protected say(error: unknown): string {
    return problemText(this.tongue, error);
  }

  protected readonly failed = (error: unknown): void =>
    this.telling.show(this.words.t('notDone', { why: this.say(error) }));

  /** What is shown while the draft is not there; null once it is. */
  protected notYet(draft: Draft<unknown>): TemplateResult | null {
    if (draft.state === 'failed') return failed(this.tongue, draft.trouble, () => void draft.load());
    return draft.value ? null : pageBones(this.words.t('loading'));
  }

  /** One page's draft with its bar; `flaws` are the fields that must be mended first. */
  protected saving<T>(
    draft: Draft<T>,
    flaws: number,
    verb: string,
    done: string,
  ): TemplateResult | typeof nothing {
    const { words } = this;
    const conflict = draft.refused instanceof Refusal && draft.refused.code === 'changed-meanwhile';
    return saveBar({
      words,
      dirty: draft.dirty,
      saving: draft.saving,
      verb,
      problem: conflict
        ? words.t('changedMeanwhile')
        : draft.refused
          ? words.t('notDone', { why: this.refusal(draft.refused) })
          : '',
      conflict,
      discard: () => draft.discard(),
      save: () => void this.store(draft, flaws, done),
    });
  }

  /** The server's own sentence says more about what is in a list than ours could; other languages quote it. */
  private refusal(error: unknown): string {
    const own = error instanceof Refusal && [400, 422].includes(error.status) && error.message;
    return (!this.tongue.refusals?.validation && own) || this.say(error);
  }

  private async store<T>(draft: Draft<T>, flaws: number, done: string): Promise<void> {
    if (flaws > 0) {
      this.telling.show(this.words.t('mend', { n: flaws }));
      this.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    if (await draft.save()) this.told(draft, done);
    else if (draft.refused instanceof Refusal && draft.refused.code === 'changed-meanwhile')
      await draft.catchUp().catch(() => undefined);
  }

  private told<T>(draft: Draft<T>, done: string): void {
    const { t } = this.words;
    const back = async (): Promise<void> => {
      this.telling.show((await draft.undo()) ? t('undone') : t('notDone', { why: this.say(draft.refused) }));
    };
    this.telling.show(done, draft.undoable ? { label: t('undo'), act: () => void back() } : null);
  }

  protected lookOnly(may: boolean, who: 'owners' | 'ownersAndAgents'): TemplateResult | typeof nothing {
    const { t } = this.words;
    return may ? nothing : html`<p class="look-only">${t('readOnly', { who: t(who) })}</p>`;
  }
}

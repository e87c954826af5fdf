import type { TemplateResult } from 'lit';
import { customElement, state } from 'lit/decorators.js';
import { peopleView } from './people-view';
import { empty } from './queue-view';
import { Section } from './section';
import type { Page, PersonFound, SanctionRow, Standing } from './wire';

/** Looks people up, and ends what holds them. */
@customElement('parley-console-people')
export class ConsolePeople extends Section {
  @state() private found: PersonFound[] | null = null;
  @state() private standing: Standing | null = null;

  private find(q: string): Promise<void> {
    return this.try(async () => {
      this.standing = null;
      this.found = (await this.call<Page<PersonFound>>('GET', `/v1/people?q=${encodeURIComponent(q)}`)).items;
      const [only] = this.found;
      if (only && this.found.length === 1) await this.read(only);
    });
  }

  private async read(who: PersonFound): Promise<void> {
    this.standing = await this.call<Standing>('GET', `/v1/people/${who.party}/${encodeURIComponent(who.id)}`);
    await this.focusOn('#standing-title');
  }

  private end(sanction: SanctionRow, facts: string): Promise<void> {
    return this.try(async () => {
      await this.call('POST', `/v1/sanctions/${sanction.id}/end`, { facts });
      this.say(this.tongue.t('sanctionEnded'));
      if (this.standing) await this.read(this.standing);
    });
  }

  protected override render(): TemplateResult {
    const { t } = this.tongue;
    if (!this.operator.mayRead) return empty(t('people'), t('mayNotRead'));
    return peopleView(this.tongue, this.found, this.standing, this.operator.mayRead, this.wrong, {
      find: q => void this.find(q),
      read: who => void this.try(() => this.read(who)),
      end: (sanction, facts) => void this.end(sanction, facts),
    });
  }
}

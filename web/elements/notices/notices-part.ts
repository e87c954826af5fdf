import { property } from 'lit/decorators.js';
import type { Tongue } from '../../kit/i18n';
import { type NoticesTongue, noticesTongueFor } from '../../kit/notices/words';
import { problemText } from '../../kit/problem-text';
import type { Session } from '../../kit/session';
import { LightElement } from '../../parts/light';
import { Watch } from '../watch';

/** What the parts of the page that ask for something of their own share. */
export abstract class NoticesPart extends LightElement {
  @property({ attribute: false }) session!: Session;
  @property({ attribute: false }) tongue!: Tongue;
  protected readonly watch = new Watch(this);

  protected get words(): NoticesTongue {
    return noticesTongueFor(this.tongue);
  }

  protected say(error: unknown): string {
    return problemText(this.tongue, error);
  }
}

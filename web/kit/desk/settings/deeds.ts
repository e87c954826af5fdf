import { Listeners } from '../../listeners';
import type { Session } from '../../session';
import type { ConversationView, Instant, Uuid } from '../../wire';
import type { Rule, RuleAct } from './rule';

/** What was done by machine, and why. */
export interface DeedView {
  id: number;
  conversation: Uuid;
  kind: 'auto-reply' | 'rule' | 'scheduled';
  rule: Uuid | null;
  name: string;
  why: string[];
  acts: { type: string; to: string | null; done: boolean; problem: string | null }[];
  at: Instant;
}

export interface DeedPage {
  items: DeedView[];
  cursor: string | null;
}

export interface DryMatch {
  conversation: Uuid;
  seq: number;
  at: Instant;
  why: string[];
  acts: RuleAct[];
}

export interface DryRule {
  rule: Uuid;
  name: string;
  tried: boolean;
  matches: number;
  examples: DryMatch[];
}

export interface DryRun {
  messages: number;
  complete: boolean;
  since: Instant | null;
  rules: DryRule[];
}

/** Tries one rule as if it were on, and alone. */
export function tryRule({ api, as }: Session, rule: Rule): Promise<DryRun> {
  return api.post<DryRun>(
    '/v1/rules/dry-run',
    { rules: [{ ...rule, off: false }], days: 30 },
    { query: { as } },
  );
}

/** The log of one rule, of one thread or of all, page by page. */
export class DeedLog {
  readonly changed = new Listeners();
  items: DeedView[] = [];
  state: 'new' | 'loading' | 'ready' | 'failed' = 'new';
  trouble: unknown = null;
  more = false;
  private cursor: string | null = null;

  constructor(
    private readonly session: Session,
    private readonly of: { rule?: string | null; conversation?: string | null } = {},
  ) {}

  async load(): Promise<void> {
    if (this.state === 'loading') return;
    this.state = 'loading';
    this.changed.tell();
    try {
      const { api, as } = this.session;
      const query = { as, ...this.of, cursor: this.cursor };
      const { items, cursor } = await api.get<DeedPage>('/v1/rules/log', { query });
      this.items = [...this.items, ...items];
      this.cursor = cursor;
      this.more = cursor !== null;
      this.state = 'ready';
    } catch (error) {
      this.trouble = error;
      this.state = 'failed';
    }
    this.changed.tell();
  }
}

/** With whom a conversation is: known from its row, else asked for once. */
export class Whose {
  readonly changed = new Listeners();
  private readonly asked = new Set<Uuid>();

  constructor(private readonly session: Session) {}

  name(conversation: Uuid): string {
    const row = this.session.rows.get(conversation);
    if (row) return row.with.name;
    if (!this.asked.has(conversation)) {
      this.asked.add(conversation);
      void this.session.api
        .get<ConversationView>(`/v1/conversations/${conversation}`)
        .then(view => {
          this.session.rows.put(view);
          this.changed.tell();
        })
        .catch(() => undefined);
    }
    return '';
  }
}

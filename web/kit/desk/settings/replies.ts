import type { Session } from '../../session';
import type { Instant, Person, Uuid } from '../../wire';
import type { Source } from './draft';

/** What is answered by machine: `away`, `outside-hours`, `topic:WORD` or `first-message`; a template's id or a text. */
export interface AutoReply {
  kind: string;
  template?: Uuid | null;
  text?: string | null;
  off?: boolean;
}

export interface AutoRepliesView {
  version: number;
  replies: AutoReply[];
  changedBy: Person | null;
  changedAt: Instant | null;
}

/** The order in which the server asks them. */
export const replyKinds = ['away', 'outside-hours', 'first-message'] as const;
const topicStart = 'topic:';

export function topicOf(kind: string): string | null {
  return kind.startsWith(topicStart) ? kind.slice(topicStart.length) : null;
}

export function topicKind(topic: string): string {
  return topicStart + topic;
}

/** With one changed or added; away, outside hours and topics come before the first message, as they are asked. */
export function withReply(
  replies: readonly AutoReply[],
  kind: string,
  changes: Partial<AutoReply> | null,
): AutoReply[] {
  const rest = replies.filter(reply => reply.kind !== kind);
  if (!changes) return rest;
  const held = replies.find(reply => reply.kind === kind) ?? { kind };
  return inOrder([...rest, { ...held, ...changes }]);
}

function inOrder(replies: AutoReply[]): AutoReply[] {
  const place = ({ kind }: AutoReply) => ({ away: 0, 'outside-hours': 1, 'first-message': 3 })[kind] ?? 2;
  return replies.sort((a, b) => place(a) - place(b) || a.kind.localeCompare(b.kind));
}

export type ReplyFlaw = 'needsText' | 'needsTemplate';

/** By kind. One that is off may be unfinished only where it says nothing at all: then it is not kept. */
export function replyFlaws(
  replies: readonly AutoReply[],
  templates: readonly { id: Uuid }[] | null,
): Map<string, ReplyFlaw> {
  const flaws = new Map<string, ReplyFlaw>();
  for (const { kind, template, text, off } of replies) {
    if (template) {
      if (templates && !templates.some(({ id }) => id === template)) flaws.set(kind, 'needsTemplate');
    } else if (!text?.trim() && !off) flaws.set(kind, 'needsText');
  }
  return flaws;
}

export function repliesBody(replies: readonly AutoReply[]): AutoReply[] {
  return inOrder(
    replies
      .filter(({ template, text }) => template || text?.trim())
      .map(({ kind, template, text, off }) => ({
        kind,
        template: template || null,
        text: template ? null : (text ?? null),
        off: off ?? false,
      })),
  );
}

export interface Replies {
  version: number;
  replies: AutoReply[];
}

export function repliesSource({ api, as }: Session): Source<Replies> {
  const query = { as };
  const read = ({ version, replies }: AutoRepliesView): Replies => ({
    version,
    replies: repliesBody(replies),
  });
  return {
    load: async () => read(await api.get<AutoRepliesView>('/v1/auto-replies', { query })),
    save: async ({ replies }, { version }) =>
      read(
        await api.put<AutoRepliesView>(
          '/v1/auto-replies',
          { version, replies: repliesBody(replies) },
          { query },
        ),
      ),
  };
}

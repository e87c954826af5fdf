import type { Note } from './answer/wire';
import type { ConversationRow, HereView, Instant, Message, Party, Uuid } from './wire';

/** What the hub pushes. `feed` numbers of one party are contiguous. */
export interface MessagePush {
  feed: number;
  conversationId: Uuid;
  message: Message;
  unread: number;
  lastSeq: number;
  conversation?: ConversationRow | null;
}

export interface ConversationPush {
  feed: number;
  conversation: ConversationRow;
}

export interface ReadPush {
  feed: number;
  conversationId: Uuid;
  party: Party;
  readSeq: number;
  deliveredSeq: number;
  unread: number | null;
}

/** Only the vendor's team hears it. */
export interface NotePush {
  feed: number;
  conversationId: Uuid;
  note: Note;
}

/** Of a team whose agents see only what is theirs: another has this thread now. */
export interface GonePush {
  feed: number;
  conversationId: Uuid;
}

/** In such a team: something changed that is not for this agent to see. */
export interface FeedPush {
  feed: number;
}

export interface TypingPush {
  conversationId: Uuid;
  party: Party;
  name: string;
}

/** Only the vendor's team hears it: all of them who are in the thread now. */
export interface HerePush {
  conversationId: Uuid;
  agents: HereView[];
}

export interface PresencePush {
  party: Party;
  id: string;
  online: boolean;
  lastSeenAt: Instant | null;
}

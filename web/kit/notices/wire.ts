/** Ways by which a notice leaves the house. */
export type Channel = 'browser' | 'mobile' | 'mail' | 'sms';

export type NoticeKind =
  | 'message'
  | 'mention'
  | 'rule'
  | 'answer'
  | 'resolution'
  | 'order-at-risk'
  | 'dispute'
  | 'appointment'
  | 'essential';

/** Whether a channel can reach the person. */
export type ChannelReach = 'yes' | 'not-configured' | 'no-address' | 'address-off';

/** Who chose: the marketplace's usual, the person, or the marketplace for good. */
export type ChosenBy = 'default' | 'own' | 'locked';

export interface ChannelView {
  channel: Channel;
  configured: boolean;
  reach: ChannelReach;
}

export interface ChoiceView {
  kind: NoticeKind;
  channel: Channel;
  /** `off`, `instant`, `after:10`, `quarterly`, `hourly`, `daily:09:00`, `weekly:mon:09:00`. */
  cadence: string;
  by: ChosenBy;
}

export interface QuietTime {
  /** On which it begins: `mon` to `sun`. */
  days: string[];
  from: string;
  /** Where it is not later than the beginning it is of the next day. */
  to: string;
}

export interface AddressOffView {
  channel: Channel;
  reason: string;
  at: string;
  /** Enough of it to know which: `a…@shop.example`. */
  address: string;
}

export interface AddressOffList {
  items: AddressOffView[];
}

/** All that holds for one role. */
export interface NoticePreferencesView {
  as: string;
  roles: string[];
  channels: ChannelView[];
  kinds: NoticeKind[];
  choices: ChoiceView[];
  quiet: QuietTime[];
  timeZone: string | null;
  timeZoneNow: string;
  urgentMayPass: boolean;
  textInMail: boolean;
  textInPush: boolean;
  addressesOff: AddressOffView[];
}

export interface ThreadChoice {
  channel: Channel;
  cadence: string;
}

export interface ThreadNoticesView {
  muted: boolean;
  choices: ThreadChoice[];
}

/** Whether one's mails about a thread can be answered to; `stopped` by oneself. */
export interface MailAnswersView {
  available: boolean;
  stopped: boolean;
}

export type NoticeState = 'waiting' | 'sent' | 'delivered' | 'bounced' | 'cancelled' | 'not-sent' | 'failed';

export type Because =
  | 'instant'
  | 'unread'
  | 'digest'
  | 'quiet-hours'
  | 'urgent-passed'
  | 'fell-through'
  | 'locked'
  | 'off'
  | 'not-configured'
  | 'no-address'
  | 'address-off'
  | 'looking'
  | 'not-critical';

export interface NoticeView {
  id: string;
  conversation: string;
  as: string;
  kind: NoticeKind;
  channel: Channel;
  state: NoticeState;
  because: Because;
  outcome: string | null;
  urgent: boolean;
  fromSeq: number;
  toSeq: number;
  attempts: number;
  plannedAt: string;
  dueAt: string | null;
  triedAt: string | null;
  settledAt: string | null;
  openedAt: string | null;
  says: string;
  plannedBecause: Because | null;
  heldUntil: string | null;
  newsAt: string | null;
}

export interface NoticePage {
  items: NoticeView[];
  cursor: string | null;
}

/** A thread for which something else was chosen than for the others. */
export interface ThreadNoticesItem {
  conversation: string;
  muted: boolean;
  choices: ThreadChoice[];
}

export interface ThreadNoticesList {
  items: ThreadNoticesItem[];
}

import type { Api } from '../api';
import type { MailAnswersView } from './wire';

const path = (conversation: string) => `/v1/conversations/${conversation}/mail-answers`;

/** Whether one's mails about a thread can be answered to. */
export function mailAnswers(api: Api, conversation: string): Promise<MailAnswersView> {
  return api.get<MailAnswersView>(path(conversation));
}

/** Without, the addresses in former mails end, and newer mails have none. */
export async function allowMailAnswers(api: Api, conversation: string, allowed: boolean): Promise<void> {
  if (allowed) await api.put(path(conversation));
  else await api.delete(path(conversation));
}

import type { Message } from './wire';

/** Whether a message was written as an answer by mail: its id is made from the mail (RFC 9562, version 8), others come from pages. */
export function isFromMail({ clientMessageId }: Message): boolean {
  return clientMessageId?.[14] === '8';
}

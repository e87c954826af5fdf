/** Blank, or drawn as nothing: controls, formatting, spaces, marks without a letter, and fillers that count as letters. */
const unseen = /[\p{Cc}\p{Cf}\p{Cn}\p{Z}\p{Mn}\p{Me}\u115f\u1160\u2800\u3164\uffa0]/gu;

/** Whether at least one character would leave a mark on the screen; the server refuses a message that leaves none. */
export function isVisible(text: string): boolean {
  return text.replace(unseen, '') !== '';
}

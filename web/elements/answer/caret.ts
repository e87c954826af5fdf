/** The word that a sign begins right before the caret: `/ship` or `@ina`. */
export interface Begun {
  start: number;
  end: number;
  words: string;
}

/** `sign` at the start of a word and what follows it up to the caret, of at most `words` words. */
export function begunAt(text: string, caret: number, sign: '/' | '@', words = 1): Begun | null {
  const before = text.slice(0, caret);
  const start = before.lastIndexOf(sign);
  if (start < 0 || (start > 0 && !/[\s(]/.test(before[start - 1] ?? ''))) return null;
  const said = before.slice(start + 1);
  if (said.length > 40 || /\n/.test(said) || said.startsWith(' ') || said.split(/\s+/).length > words)
    return null;
  return { start, end: caret, words: said };
}

/** Puts text into a field as if it had been typed, so that the browser's undo knows it. */
export function put(field: HTMLTextAreaElement, text: string, start: number, end: number): void {
  field.focus({ preventScroll: true });
  field.setSelectionRange(start, end);
  const done = text !== '' && document.execCommand?.('insertText', false, text);
  if (done) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}

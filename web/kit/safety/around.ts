/** A place in a text and a little of what stands around it. */
export interface Around {
  before: string;
  at: string;
  after: string;
}

const most = 32;

/** What to show of a text so that its author finds the place again; no sign is cut in two. */
export function around(text: string, start: number, length: number): Around {
  const end = start + length;
  const from = whole(text, Math.max(0, start - most));
  const to = whole(text, Math.min(text.length, end + most));
  return {
    before: (from > 0 ? '…' : '') + text.slice(from, start).replace(/\s+/g, ' '),
    at: text.slice(start, end),
    after: text.slice(end, to).replace(/\s+/g, ' ') + (to < text.length ? '…' : ''),
  };
}

function whole(text: string, at: number): number {
  return /[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at - 1 : at;
}

/** The text with the sentences that hold this place replaced by other words. */
export function reworded(text: string, start: number, length: number, words: string): string {
  if (length === 0) return words;
  let from = 0;
  let to = text.length;
  for (const [begin, end] of sentencesOf(text)) {
    if (begin <= start && start < end) from = begin;
    if (begin < start + length && start + length <= end) to = end;
  }
  const space = text.slice(from, to).match(/\s*$/)?.[0] ?? '';
  return text.slice(0, from) + words + space + text.slice(to);
}

/** Lines end sentences; within a line the browser tells. */
function sentencesOf(text: string): [number, number][] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'sentence' });
  return [...segmenter.segment(text)].map(({ index, segment }) => [index, index + segment.length]);
}

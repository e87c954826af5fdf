export type Piece =
  | { text: string; href?: never; host?: never }
  | { text: string; href: string; host: string };

// Only addresses that name http or https themselves; everything else stays plain text.
const address = /https?:\/\/[^\s<>"'`\u200b-\u200f\u202a-\u202e\u2066-\u2069]+/gi;
const trailing = /[.,;:!?'"»”’)\]}]+$/;

/** Splits text into plain pieces and links. A link's host is the one the browser would really go to. */
export function linkify(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of text.matchAll(address)) {
    const found = trim(match[0]);
    const url = parse(found);
    if (!url) continue;
    if (match.index > from) pieces.push({ text: text.slice(from, match.index) });
    pieces.push({ text: found, href: url.href, host: url.host });
    from = match.index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from) });
  return pieces;
}

/** Leaves the sentence's punctuation outside, but keeps a bracket that the address opened itself. */
function trim(found: string): string {
  const cut = found.replace(trailing, '');
  const opened = cut.split('(').length - cut.split(')').length;
  return opened > 0 && found[cut.length] === ')' ? found.slice(0, cut.length + 1) : cut;
}

function parse(found: string): URL | null {
  try {
    const url = new URL(found);
    // A user name before the host is only ever there to deceive.
    return url.username || url.password || !url.hostname ? null : url;
  } catch {
    return null;
  }
}

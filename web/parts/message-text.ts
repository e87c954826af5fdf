import { html, type TemplateResult } from 'lit';
import { linkify } from '../kit/linkify';

/** Text as text. Links show where they really lead when their address could be read otherwise. */
export function messageText(text: string): TemplateResult {
  return html`${linkify(text).map(piece =>
    piece.href
      ? html`<a href=${piece.href} target="_blank" rel="noopener noreferrer nofollow ugc" title=${piece.host}
          ><bdi>${piece.text}</bdi>${plain(piece.text, piece.host) ? '' : html` <small>(<bdi>${piece.host}</bdi>)</small>`}</a
        >`
      : piece.text,
  )}`;
}

/** Whether the host stands in the text exactly as the browser will take it (no look-alike letters). */
function plain(text: string, host: string): boolean {
  return text
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .startsWith(host);
}

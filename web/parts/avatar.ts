import { html, nothing, type TemplateResult } from 'lit';
import type { SubjectCard } from '../kit/wire';
import { icon } from './icons';
import { safeUrl } from './safe-url';

interface Pictured {
  id: string;
  name: string;
  avatarUrl?: string | null;
}

/** A person's picture, or initials on a colour that is always the same for the same id. Never spoken: the name stands beside it. */
export function avatar(who: Pictured, className = '', online = false): TemplateResult {
  const url = safeUrl(who.avatarUrl);
  return html`<span class="avatar hue-${hue(who.id)} ${className}" part="avatar" aria-hidden="true"
    ><span>${initials(who.name)}</span>${url ? html`<img src=${url} alt="" loading="lazy" @error=${hide} />` : nothing}${
      online ? html`<i class="presence"></i>` : nothing
    }</span
  >`;
}

/** The subject's picture with its counterpart's face in the corner; just the face when there is no picture. */
export function face(who: Pictured, subject: SubjectCard | null, online: boolean): TemplateResult {
  const url = safeUrl(subject?.imageUrl);
  if (!url) return avatar(who, 'large', online);
  return html`<span class="pair" aria-hidden="true"
    ><img class="thumb" src=${url} alt="" loading="lazy" @error=${hide} />${avatar(who, 'corner', online)}</span
  >`;
}

/** The subject's picture alone, or a tag in its place. */
export function thumb(subject: SubjectCard | null): TemplateResult {
  const url = safeUrl(subject?.imageUrl);
  return url
    ? html`<img class="thumb" src=${url} alt="" loading="lazy" @error=${hide} />`
    : html`<span class="thumb blank" aria-hidden="true">${icon('tag')}</span>`;
}

export function hide(event: Event): void {
  (event.target as HTMLElement).hidden = true;
}

export function initials(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .filter(word => /[\p{L}\p{N}]/u.test(word));
  const picked = words.length > 1 ? [words[0], words.at(-1)] : words;
  return picked
    .map(word => word?.match(/[\p{L}\p{N}]/u)?.[0] ?? '')
    .join('\u200c')
    .toLocaleUpperCase();
}

export function hue(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) >>> 0;
  return sum % 8;
}

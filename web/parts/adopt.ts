import type { CSSResult } from 'lit';

/** The looks of a bundle that came later join those of the element it stands in, once. */
export function adopt(root: Node, ...styles: CSSResult[]): void {
  if (!(root instanceof ShadowRoot)) return;
  for (const { styleSheet } of styles)
    if (styleSheet && !root.adoptedStyleSheets.includes(styleSheet)) root.adoptedStyleSheets.push(styleSheet);
}

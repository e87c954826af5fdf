const gap = 6;
const edge = 8;
const phone = 600;

/** Puts a popover under what opened it, above where there is no room, within the window; on a phone its style does. */
export function placed(panel: HTMLElement, anchor: HTMLElement): void {
  const sheet = window.innerWidth < phone;
  panel.classList.toggle('sheet', sheet);
  panel.style.cssText = '';
  if (sheet) return;
  const at = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const rtl = getComputedStyle(anchor).direction === 'rtl';
  const start = rtl ? at.right - width : at.left;
  const below = window.innerHeight - at.bottom - gap - edge;
  const top = below >= height || below >= at.top ? at.bottom + gap : at.top - gap - height;
  panel.style.left = `${clamp(start, edge, window.innerWidth - width - edge)}px`;
  panel.style.top = `${clamp(top, edge, window.innerHeight - height - edge)}px`;
}

function clamp(n: number, low: number, high: number): number {
  return Math.max(low, Math.min(n, high));
}

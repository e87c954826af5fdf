import { deskStyle } from '../style';
import { settingsStyle } from './style';

/** The looks of the desk and of its pages, in whichever root an element of theirs stands. */
export function adoptStyles(element: Element): void {
  const root = element.getRootNode();
  for (const { styleSheet } of [deskStyle, settingsStyle])
    if (root instanceof ShadowRoot && styleSheet && !root.adoptedStyleSheets.includes(styleSheet))
      root.adoptedStyleSheets.push(styleSheet);
}

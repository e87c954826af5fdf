/** The whole of Parley's elements. */

import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { hooks } from '../kit/settings';
import { loadBeside } from './load-beside';
import { loadFiles } from './load-desk';
import { sendFor } from './send-for';
import './global';
import './inbox';
import './parley-preferences';
import './thread';

hooks().lit = { LitElement, css, customElement, html, nothing, property, query, repeat, state, svg };
// A page with a thread needs neither button nor badge at once.
void loadBeside('contact', 'parley-contact');

// Until the bundle of files puts itself in this place.
hooks().carry = (...sent) =>
  void loadFiles().then(there => {
    if (there) hooks().carry?.(...sent);
  });
hooks().send = element => void sendFor(element);

export { configure } from '../kit/settings';

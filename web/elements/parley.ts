/** The whole of Parley's elements. */

import { css, html, LitElement, nothing, svg } from 'lit';
import { customElement, property, query, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { hooks } from '../kit/settings';
import { ParleyBadge } from './badge';
import { ParleyContact } from './contact';
import { define } from './global';
import { sendFor } from './send-for';
import './inbox';
import './thread';

define('parley-contact', ParleyContact);
define('parley-badge', ParleyBadge);

hooks().lit = { LitElement, css, customElement, html, nothing, property, query, repeat, state, svg };
hooks().send = element => void sendFor(element);

export { configure } from '../kit/settings';

/** The whole of Parley's elements. */

import * as lit from 'lit';
import * as decorators from 'lit/decorators.js';
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

hooks().lit = { ...lit, ...decorators, repeat };
hooks().send = element => void sendFor(element);

export { configure } from '../kit/settings';

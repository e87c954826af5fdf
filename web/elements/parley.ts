/** The whole of Parley's elements. */
import { ParleyBadge } from './badge';
import { ParleyContact } from './contact';
import { define } from './global';
import './inbox';
import './thread';

define('parley-contact', ParleyContact);
define('parley-badge', ParleyBadge);

export { configure } from '../kit/settings';

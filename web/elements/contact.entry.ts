/** The small bundle for the host's own pages: contact button and badge. */
import { ParleyBadge } from './badge';
import { ParleyContact } from './contact';
import { define } from './global';

define('parley-contact', ParleyContact);
define('parley-badge', ParleyBadge);

export { configure } from '../kit/settings';

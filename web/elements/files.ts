/** Files: sending, showing, looking at them. Loaded beside the first thread. */
import { hooks } from '../kit/settings';
import { carry } from './files/carry';
import './files/first-page';
import './files/parley-files';
import './files/template-files';

hooks().carry = carry;

/** The pages of a vendor's desk beside its inbox; loaded when somebody first opens one. */
import { settingsTongueFor } from '../kit/desk/settings/words';
import { hooks } from '../kit/settings';
import './desk/settings/desk-page';
import './desk/settings/rules-page';
import './desk/settings/settings-home';
import './desk/settings/thread-side';

hooks().settingsTongueFor = settingsTongueFor;

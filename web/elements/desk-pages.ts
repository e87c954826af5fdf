/** The pages of a vendor's desk beside its inbox; loaded when somebody first opens one. */
import './desk/settings/desk-page';
import './desk/settings/rules-page';
import './desk/settings/settings-home';
import './desk/settings/thread-side';

/** What somebody hears of, when and how. Loaded where a page shows it, and with the first bell that is pressed. */
import './notices/address-off';
import './notices/bell-menu';
import './notices/preferences-view';

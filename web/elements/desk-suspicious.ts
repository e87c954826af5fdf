/** The line about requests that were put into the spam folder; loaded once the desk is there. */
import './desk/suspicious-line';

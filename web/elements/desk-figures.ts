/** How fast a vendor answers: its figures and its ledger; loaded when somebody first opens them. */
import './desk/settings/figures-page';

/** The pages on which a team keeps its templates and macros; loaded when one is first opened. */
import './desk/settings/macros-page';
import './desk/settings/templates-page';

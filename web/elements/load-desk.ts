import { loadBeside } from './load-beside';

/** What only vendors need lies beside this bundle; false when it cannot be had now. */
export const loadDesk = (): Promise<boolean> => loadBeside('desk', 'parley-desk');

/** What a team has beside its threads: notes, templates, who else is here. */
export const loadAnswering = (): Promise<boolean> => loadBeside('desk-answer', 'parley-answering');

/** For whoever wants to find something. */
export const loadSearch = (): Promise<boolean> => loadBeside('search', 'parley-search');

/** And what they set up once, and look at now and then, beside that. */
export const loadPages = (): Promise<boolean> => loadBeside('desk-pages', 'parley-desk-page');

/** Files: sending, showing, looking at them. */
export const loadFiles = (): Promise<boolean> => loadBeside('files', 'parley-files');

/** What somebody hears of while they are away. */
export const loadPreferences = (): Promise<boolean> => loadBeside('preferences', 'parley-preferences-view');

/** What every key of the desk does. */
export const loadKeys = (): Promise<boolean> => loadBeside('desk-keys', 'parley-desk-keys');

/** What keeps people safe in a thread, and explains itself. */
export const loadSafety = (): Promise<boolean> => loadBeside('safety', 'parley-safety');

/** What the marketplace put into the spam folder, in one line. */
export const loadSuspicious = (): Promise<boolean> => loadBeside('desk-suspicious', 'parley-desk-suspicious');

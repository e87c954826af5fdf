/** What keeps people safe in a thread, and explains itself. Loaded beside a thread when there is time. */
import './safety/parley-safety';

import type { Session } from '../../session';
import { Draft, type Source } from './draft';

const held = new WeakMap<Session, Map<string, Draft<unknown>>>();

/** The one draft of that name in a session: whoever leaves a page and comes back finds what they wrote. */
export function draftOf<T>(session: Session, name: string, source: () => Source<T>): Draft<T> {
  let all = held.get(session);
  if (!all) {
    all = new Map();
    held.set(session, all);
  }
  let draft = all.get(name) as Draft<T> | undefined;
  if (!draft) {
    draft = new Draft(source(), `parley:desk-draft:${session.as}:${name}`);
    all.set(name, draft as Draft<unknown>);
  }
  return draft;
}

/** Whether something on one of these pages is not saved yet. */
export function unsavedIn(session: Session): boolean {
  return [...(held.get(session)?.values() ?? [])].some(({ dirty }) => dirty);
}

export function vendorOf(session: Session): string {
  return session.as.replace(/^vendor:/, '');
}

import { problemText } from '../kit/problem-text';
import { canChange } from '../kit/receipts';
import type { MessageActions } from '../parts/bubble';
import type { ComposerActions } from '../parts/composer';
import { ThreadActions } from './thread-actions';
import type { ThreadView } from './thread-view';

const changesOf = (view: ThreadView): ThreadActions =>
  new ThreadActions(
    () => view.session,
    error => view.announcer.show(problemText(view.tongue, error)),
  );

/** What is written in a thread, and what becomes of it. */
export function composerActions(view: ThreadView): ComposerActions {
  const changes = changesOf(view);
  return {
    send: text => {
      const { session, conversation, writing } = view;
      const seenSeq = view.row?.party === 'vendor' ? view.seenSeq : undefined;
      const told = view.beside?.leaving ? view.beside.leaving(text, seenSeq) : { seenSeq };
      if (!told) return false;
      const extra = { ...told, ...view.safety?.leaving() };
      const opening = (!conversation && view.contact) || undefined;
      const files = view.files?.leaving();
      // A thread is opened with words; files follow into it.
      if (opening && files) {
        session.outbox?.send(view.place, text, writing.replyTo, opening, extra);
        session.outbox?.send(view.place, '', null, opening, undefined, files);
      } else session.outbox?.send(view.place, text, writing.replyTo, opening, extra, files);
      if (conversation) session.typing.sent(conversation);
      view.reading.stayAtNewest();
      writing.sent();
      return true;
    },
    save: async (message, text) => {
      if (await changes.edit(message, text)) view.writing.edit(null);
    },
    changed: text => {
      view.writing.keep(text);
      view.beside?.typed?.();
      view.safety?.typed(text);
      if (view.conversation && text.trim()) view.session.typing.typed(view.conversation);
    },
    cancel: () => {
      view.writing.cancel();
      view.focus();
    },
    editLast: () => {
      const last = view.thread?.messages.findLast(
        message => message.text && canChange(message, view.session.person),
      );
      if (last) view.writing.edit(last);
    },
  };
}

/** What can be done with the messages that stand there. */
export function messageActions(view: ThreadView): MessageActions {
  const changes = changesOf(view);
  return {
    reply: message => {
      view.writing.reply(message);
      view.focus();
    },
    react: (message, reaction, on) => void changes.react(message, reaction, on),
    edit: message => {
      view.writing.edit(message);
      void view.updateComplete.then(() => view.focus());
    },
    unsend: async message => {
      // The pressed tool goes with the toolbar.
      if (!(await changes.unsend(message))) return;
      await view.updateComplete;
      view.enter();
    },
    copy: message => {
      void navigator.clipboard
        ?.writeText(message.text ?? '')
        .then(() => view.announcer.show(view.tongue.t('copied')));
    },
    report: message => view.safety?.report(message),
    goTo: seq => void view.goTo(seq),
    retry: id => view.places.forEach(place => void view.session.outbox?.retry(place, id)),
    rewrite: id => {
      for (const place of view.places) {
        const item = view.session.outbox?.takeBack(place, id);
        if (!item) continue;
        view.files?.takeBack(item);
        view.writing.answer(item.replyTo);
        void view.updateComplete.then(() => view.composer?.takeBack(item.text));
      }
    },
    discard: id => view.places.forEach(place => void view.session.outbox?.discard(place, id)),
  };
}

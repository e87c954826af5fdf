/** What a team may be refused, by code; `{detail}` is the server’s own sentence, where only that names the place. */
export const refusals = {
  'answered-meanwhile': 'Inzwischen hat jemand aus dem Team geantwortet. Lesen Sie das zuerst.',
  'changed-meanwhile': 'Inzwischen hat jemand anderes das geändert. Laden Sie neu und ändern Sie es dann.',
  'choose-vendor': 'Mehrere Verkäufer sind daran beteiligt. Wählen Sie, welcher gemeint ist.',
  'contested-already': 'Das wurde schon einmal angefochten; das geht je Eintrag nur einmal.',
  'contradictory-rules': 'Die Regeln widersprechen sich. Der Server sagt dazu: „{detail}“',
  'conversation-exists': 'Darüber gibt es schon eine Unterhaltung. Führen Sie die beiden zusammen.',
  'conversation-merged': 'Diese Unterhaltung geht in einer anderen weiter. Wechseln Sie dorthin.',
  'invalid-query': 'So kann nicht gesucht werden. Nehmen Sie weniger oder andere Wörter.',
  'invalid-template': 'In der Vorlage stimmt etwas nicht: „{detail}“',
  'label-exists': 'Ein Etikett mit diesem Namen hat das Team schon.',
  'macro-id-reused':
    'Das wurde schon einmal anders gespeichert. Laden Sie neu und versuchen Sie es noch einmal.',
  'merge-final': 'Zusammengeführtes lässt sich einen Tag lang wieder trennen. Das ist länger her.',
  'not-assignable': 'Diese Person ist nicht im Team oder darf nur lesen. Wählen Sie jemand anderen.',
  'not-in-team': 'Jemand, der erwähnt wird, ist nicht im Team. Erwähnen Sie nur Leute aus dem Team.',
  'not-mergeable': 'Zusammenführen lassen sich nur Unterhaltungen mit derselben Person.',
  'note-id-reused': 'Diese Notiz wurde schon gespeichert. Schreiben Sie eine neue.',
  'note-removed': 'Diese Notiz wurde entfernt und lässt sich nicht mehr ändern.',
  'shortcut-taken': 'Dieses Kürzel gehört schon zu einer anderen Vorlage. Wählen Sie ein anderes.',
  'taken-meanwhile': 'Inzwischen hat sie jemand anderes übernommen oder abgegeben.',
  'template-file-refused':
    'Eine Datei dieser Vorlage kann nicht gesendet werden. Nehmen Sie sie aus der Vorlage oder hängen Sie eine andere an.',
  'template-gone':
    'Die Vorlage dieses Makros wurde gelöscht. Stellen Sie sie wieder her oder wählen Sie eine andere.',
  'template-id-reused':
    'Das wurde schon einmal anders gespeichert. Laden Sie neu und versuchen Sie es noch einmal.',
  'template-too-long': 'Ausgefüllt ist der Text zu lang. Kürzen Sie ihn.',
  'too-many-connections': 'Sie sind in zu vielen Fenstern angemeldet. Schließen Sie einige.',
  'refused-by-marketplace': 'Der Marktplatz nimmt diese Nachricht nicht an: „{detail}“',
  'too-many-labels': 'Es gibt schon zu viele Etiketten. Löschen Sie einige, die niemand braucht.',
  'too-many-macros': 'Es gibt schon zu viele Makros. Löschen Sie einige, die niemand braucht.',
  'too-many-rules':
    'Es gibt schon zu viele Regeln. Fassen Sie einige zusammen oder löschen Sie, was niemand braucht.',
  'too-many-templates': 'Es gibt schon zu viele Vorlagen. Löschen Sie einige, die niemand braucht.',
  'too-many-views': 'Es gibt schon zu viele Ansichten. Löschen Sie einige, die niemand braucht.',
  'unfilled-template': 'Im Text ist noch etwas auszufüllen. Tragen Sie es ein oder nehmen Sie es heraus.',
  validation: 'So nimmt es der Server nicht an: „{detail}“',
};

export type RefusalCode = keyof typeof refusals;
export type RefusalWords = Record<RefusalCode, string>;

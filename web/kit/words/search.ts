/** The words of the search: so few that they are in its bundle in every language. */
const words = {
  en: {
    search: 'Search',
    hint: 'Words, a name, an order number',
    close: 'Close the search',
    begin: 'Finds words in messages, names, listings and order numbers. “Quotes” keep words together.',
    none: 'Nothing found for “{q}”',
    noneAbout: 'Try fewer words, or only the beginning of one.',
    found: 'one:{n} conversation|other:{n} conversations',
    more: 'More',
    older: 'Older messages are still being gone through; some may be missing.',
    you: 'You',
  },
  de: {
    search: 'Suchen',
    hint: 'Wörter, ein Name, eine Bestellnummer',
    close: 'Suche schließen',
    begin:
      'Findet Wörter in Nachrichten, Namen, Angeboten und Bestellnummern. „Anführungszeichen“ halten Wörter zusammen.',
    none: 'Nichts gefunden zu „{q}“',
    noneAbout: 'Versuchen Sie es mit weniger Wörtern oder nur dem Anfang von einem.',
    found: 'one:{n} Unterhaltung|other:{n} Unterhaltungen',
    more: 'Mehr',
    older: 'Ältere Nachrichten werden noch durchgesehen; manche können fehlen.',
    you: 'Sie',
  },
  es: {
    search: 'Buscar',
    hint: 'Palabras, un nombre, un número de pedido',
    close: 'Cerrar la búsqueda',
    begin:
      'Encuentra palabras en mensajes, nombres, anuncios y números de pedido. Las «comillas» mantienen juntas las palabras.',
    none: 'No se encontró nada para «{q}»',
    noneAbout: 'Prueba con menos palabras o solo con el principio de una.',
    found: 'one:{n} conversación|other:{n} conversaciones',
    more: 'Más',
    older: 'Aún se están revisando mensajes antiguos; pueden faltar algunos.',
    you: 'Tú',
  },
  fr: {
    search: 'Rechercher',
    hint: 'Des mots, un nom, un numéro de commande',
    close: 'Fermer la recherche',
    begin:
      'Trouve des mots dans les messages, noms, annonces et numéros de commande. Les « guillemets » gardent les mots ensemble.',
    none: 'Rien trouvé pour « {q} »',
    noneAbout: 'Essayez avec moins de mots, ou le début d’un seul.',
    found: 'one:{n} conversation|other:{n} conversations',
    more: 'Plus',
    older: 'Des messages plus anciens sont encore en cours d’examen ; certains peuvent manquer.',
    you: 'Vous',
  },
  ar: {
    search: 'بحث',
    hint: 'كلمات أو اسم أو رقم طلب',
    close: 'إغلاق البحث',
    begin: 'يجد الكلمات في الرسائل والأسماء والإعلانات وأرقام الطلبات. علامات «التنصيص» تبقي الكلمات معاً.',
    none: 'لا نتائج عن «{q}»',
    noneAbout: 'جرّب كلمات أقل أو بداية كلمة فقط.',
    found: 'one:محادثة واحدة|two:محادثتان|few:{n} محادثات|other:{n} محادثة',
    more: 'المزيد',
    older: 'ما زالت رسائل أقدم قيد المراجعة، وقد ينقص بعضها.',
    you: 'أنت',
  },
};

export type SearchWords = (typeof words)['en'];

export function searchWords(locale: string): SearchWords {
  return words[(locale.split('-')[0] ?? 'en') as keyof typeof words] ?? words.en;
}

import type { RefusalWords } from './refusals-de';

export const refusals: RefusalWords = {
  'answered-meanwhile': 'Entre-temps, quelqu’un de l’équipe a répondu. Lisez d’abord sa réponse.',
  'changed-meanwhile':
    'Entre-temps, quelqu’un d’autre l’a modifié. Rechargez, puis faites votre modification.',
  'choose-vendor': 'Plusieurs vendeurs sont concernés. Choisissez duquel il s’agit.',
  'contested-already': 'Déjà contesté : chaque entrée ne peut l’être qu’une fois.',
  'contradictory-rules': 'Les règles se contredisent. Le serveur précise : « {detail} »',
  'conversation-exists': 'Il existe déjà une conversation à ce sujet. Fusionnez les deux.',
  'conversation-merged': 'Cette conversation continue dans une autre. Allez-y.',
  'invalid-query': 'Cette recherche n’est pas possible. Utilisez moins de mots ou d’autres.',
  'invalid-template': 'Il y a une erreur dans le modèle : « {detail} »',
  'label-exists': 'L’équipe a déjà une étiquette de ce nom.',
  'macro-id-reused': 'Cela a déjà été enregistré autrement. Rechargez et réessayez.',
  'merge-final': 'Une fusion peut être défaite pendant un jour. Celle-ci est plus ancienne.',
  'not-assignable':
    'Cette personne n’est pas dans l’équipe ou ne peut que lire. Choisissez quelqu’un d’autre.',
  'not-in-team':
    'Une personne mentionnée n’est pas dans l’équipe. Ne mentionnez que des membres de l’équipe.',
  'not-mergeable': 'Seules des conversations avec la même personne peuvent être fusionnées.',
  'note-id-reused': 'Cette note a déjà été enregistrée. Écrivez-en une autre.',
  'note-removed': 'Cette note a été supprimée et ne peut plus être modifiée.',
  'shortcut-taken': 'Ce raccourci appartient déjà à un autre modèle. Choisissez-en un autre.',
  'taken-meanwhile': 'Entre-temps, quelqu’un d’autre l’a prise ou rendue.',
  'template-file-refused':
    'Un fichier de ce modèle ne peut pas être envoyé. Retirez-le du modèle ou joignez-en un autre.',
  'template-gone': 'Le modèle de cette macro a été supprimé. Restaurez-le ou choisissez-en un autre.',
  'template-id-reused': 'Cela a déjà été enregistré autrement. Rechargez et réessayez.',
  'template-too-long': 'Une fois rempli, le texte est trop long. Raccourcissez-le.',
  'too-many-connections': 'Trop de fenêtres sont ouvertes. Fermez-en quelques-unes.',
  'refused-by-marketplace': 'La place de marché n’accepte pas ce message : « {detail} »',
  'too-many-labels': 'Il y a déjà trop d’étiquettes. Supprimez celles dont personne ne se sert.',
  'too-many-macros': 'Il y a déjà trop de macros. Supprimez celles dont personne ne se sert.',
  'too-many-rules': 'Il y a déjà trop de règles. Regroupez-en ou supprimez celles dont personne n’a besoin.',
  'too-many-templates': 'Il y a déjà trop de modèles. Supprimez ceux dont personne ne se sert.',
  'too-many-views': 'Il y a déjà trop de vues. Supprimez celles dont personne ne se sert.',
  'unfilled-template': 'Il reste quelque chose à remplir dans le texte. Complétez-le ou retirez-le.',
  validation: 'Le serveur ne l’accepte pas ainsi : « {detail} »',
};

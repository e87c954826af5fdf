// Checks the bundles against their budgets: what a browser downloads, brotli at its best quality.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';

const out = process.env.WEB_OUT ?? 'dist';
const words = readdirSync(out).filter(file => file.startsWith('words-'));
const ofDesk = file => file.startsWith('words-desk-');
const ofShelf = file => file.startsWith('words-settings-shelf-');
const ofPages = file => file.startsWith('words-settings-') && !ofShelf(file);
const ofAnswer = file => file.startsWith('words-answer-');
const ofNotices = file => file.startsWith('words-notices-');
const ofSafety = file => file.startsWith('words-safety-');
const ofConsole = file => file.startsWith('words-console-');
const ofFiles = file => file.startsWith('words-files-');

check('parley.js', 46);
check(
  'parley.js',
  46,
  largest(
    words.filter(
      file =>
        !ofDesk(file) &&
        !ofPages(file) &&
        !ofShelf(file) &&
        !ofAnswer(file) &&
        !ofFiles(file) &&
        !ofConsole(file) &&
        !ofNotices(file) &&
        !ofSafety(file),
    ),
  ),
);
check('desk.js', 32);
check('desk.js', 32, largest(words.filter(ofDesk)));
check('desk-pages.js', 48);
check('desk-pages.js', 48, largest(words.filter(ofPages)));
check('desk-shelf.js', 24);
check('desk-shelf.js', 24, largest(words.filter(file => ofPages(file) || ofShelf(file))));
check('desk-figures.js', 24);
check('desk-figures.js', 24, largest(words.filter(ofPages)));
check('desk-answer.js', 24);
check('desk-answer.js', 24, largest(words.filter(ofAnswer)));
check('desk-keys.js', 4);
check('desk-suspicious.js', 4);
check('search.js', 10);
check('files.js', 30);
check('files.js', 30, largest(words.filter(ofFiles)));
check('pdf.js', 116);
check('pdf-worker.js', 316);
check('preferences.js', 22);
check('preferences.js', 22, largest(words.filter(ofNotices)));
check('safety.js', 16);
check('safety.js', 16, largest(words.filter(ofSafety)));
check('contact.js', 8);
check('console.js', 34);
check('console.js', 34, largest(words.filter(ofConsole)));
check('parley-push.js', 1);

function largest(files) {
  return files.map(file => [packedKiB(file), file]).sort(([a], [b]) => b - a)[0]?.[1];
}

/** Together, what the first load of one element needs. */
function check(file, budget, language) {
  const kib = packedKiB(file) + (language ? packedKiB(language) : 0);
  const ok = kib <= budget;
  const name = language ? `${file} + ${language}` : file;
  console.log(
    `${name.padEnd(26)} brotli ${kib.toFixed(1).padStart(5)} of ${budget} KiB${ok ? '' : '  over budget'}`,
  );
  if (!ok) process.exitCode = 1;
}

function packedKiB(file) {
  const plain = readFileSync(join(out, file));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length };
  return brotliCompressSync(plain, { params }).length / 1024;
}

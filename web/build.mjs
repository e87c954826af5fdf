// Builds the bundles into WEB_OUT (default dist/): each one file, the languages beside them.
import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const outDir = process.env.WEB_OUT ?? 'dist';
const bundles = {
  parley: 'elements/parley.ts',
  desk: 'elements/desk.ts',
  'desk-pages': 'elements/desk-pages.ts',
  'desk-answer': 'elements/desk-answer.ts',
  'desk-shelf': 'elements/desk-shelf.ts',
  'desk-figures': 'elements/desk-figures.ts',
  'desk-keys': 'elements/desk-keys.ts',
  'desk-suspicious': 'elements/desk-suspicious.ts',
  search: 'elements/search.ts',
  files: 'elements/files.ts',
  pdf: 'elements/pdf.ts',
  preferences: 'elements/preferences.ts',
  safety: 'elements/safety.ts',
  contact: 'elements/contact.entry.ts',
  console: 'console/console.ts',
};

/** For a host's service worker, which takes it in as a plain script: it exports nothing and leaves nothing behind. */
const scripts = { 'parley-push': 'elements/push.worker.ts' };

/** Minifiers leave template strings alone; in our HTML and CSS a line's indentation means nothing. */
const squeezeTemplates = {
  name: 'squeeze-templates',
  enforce: 'pre',
  transform(code, id) {
    if (!/\/(parts|elements|console)\//.test(id) || id.includes('node_modules')) return null;
    const squeezed = code
      .replace(/\n\s+/g, '\n')
      .replace(/css`([^`]*)`/g, (_, css) => `css\`${squeezeCss(css)}\``);
    return { code: squeezed, map: null };
  },
};

function squeezeCss(css) {
  return css
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}');
}

/** Our few dynamic imports need no preloading. */
const noPreloader = {
  name: 'no-preloader',
  enforce: 'pre',
  load: id => (id.endsWith('vite/preload-helper.js') ? 'export const __vitePreload = load => load();' : null),
};

/** The desk and its pages are loaded by a page that has Lit already: they take that, and weigh a quarter less. */
const sharedLit = {
  name: 'shared-lit',
  enforce: 'pre',
  resolveId: id => (/^lit($|\/)/.test(id) ? '\0lit' : null),
  load: id =>
    id === '\0lit'
      ? 'export const { LitElement, css, customElement, html, nothing, property, query, repeat, state, svg } = globalThis.__parley.hooks.lit;'
      : null,
};

/** A page of the desk comes after the page that loads it, which has their words. */
const sharedWords = {
  name: 'shared-words',
  enforce: 'pre',
  resolveId: id => (id.endsWith('/desk/settings/words') ? '\0words' : null),
  load: id => (id === '\0words' ? 'export const { settingsTongueFor } = globalThis.__parley.hooks;' : null),
};

/** The tus client as it was written, without what browsers of long ago needed. */
const leaner = {
  'tus-js-client': 'tus-js-client/lib/browser/index.js',
  'js-base64': fileURLToPath(new URL('kit/files/native-base64.ts', import.meta.url)),
  'url-parse': fileURLToPath(new URL('kit/files/native-url.ts', import.meta.url)),
};

let first = true;
for (const [name, entry] of Object.entries({ ...bundles, ...scripts })) {
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    resolve: { alias: leaner },
    plugins: [
      noPreloader,
      squeezeTemplates,
      ...(/^(desk|search|files|preferences|safety)/.test(name) ? [sharedLit] : []),
      ...(/^desk-(shelf|figures)/.test(name) ? [sharedWords] : []),
    ],
    build: {
      outDir,
      emptyOutDir: first,
      target: 'es2022',
      modulePreload: false,
      // vite's lib mode leaves ES output unminified, so the bundles are plain inputs.
      rolldownOptions: {
        input: { [name]: entry },
        preserveEntrySignatures: 'exports-only',
        output: {
          format: name in scripts ? 'iife' : 'es',
          entryFileNames: '[name].js',
          chunkFileNames: 'words-[name].js',
        },
      },
    },
  });
  first = false;
}

// pdf.js does its work in a worker, which is a file of its own.
await copyFile(
  fileURLToPath(import.meta.resolve('pdfjs-dist/build/pdf.worker.min.mjs')),
  join(outDir, 'pdf-worker.js'),
);

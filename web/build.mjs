// Bundles src/ with esbuild and writes index.html, icon.svg, app.js and app.css as one file: see docs/formats/api.md.
import { build } from 'esbuild';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';

const made = await build({
  entryPoints: { app: 'src/main.tsx' },
  outdir: 'dist',
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'es2021',
  charset: 'utf8',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'warning',
});

const built = (name) => Buffer.from(made.outputFiles.find((f) => f.path.endsWith(name)).contents);
const files = [
  ['index.html', 'text/html; charset=utf-8', readFileSync('src/index.html')],
  ['icon.svg', 'image/svg+xml', readFileSync('src/icon.svg')],
  ['app.js', 'text/javascript; charset=utf-8', built('.js')],
  ['app.css', 'text/css; charset=utf-8', built('.css')],
];
const list = files.map(([name, mime, bytes]) => `${name}\t${mime}\t${bytes.length}\n`).join('');
const out = process.argv[2];
writeFileSync(`${out}.tmp`, Buffer.concat([Buffer.from(`bayhaqi-web 1\n${list}\n`), ...files.map((f) => f[2])]));
renameSync(`${out}.tmp`, out);
console.log(`web: ${files.map(([name, , bytes]) => `${name} ${(bytes.length / 1024).toFixed(1)} KiB`).join(', ')}`);

// What Maven calls: `npm ci` and `npm run build`, each only when what it depends on has changed since it last succeeded.
// The stamps live in node_modules, so that `mvn clean` costs nothing here and a removed node_modules starts afresh.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

process.chdir(import.meta.dirname);

const dependencies = ['package.json', 'package-lock.json', '.npmrc'];
const sources = [...dependencies, 'index.html', 'public', 'src', 'tsconfig.json', 'vite.config.ts'];

const filesOf = (path) =>
  statSync(path).isDirectory()
    ? readdirSync(path)
        .sort()
        .flatMap((name) => filesOf(join(path, name)))
    : [path];

function digest(paths) {
  const hash = createHash('sha256');
  for (const file of paths.flatMap(filesOf)) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex');
}

function npm(...args) {
  const { status, error } = spawnSync('npm', args, { stdio: 'inherit', shell: process.platform === 'win32' });
  if (status === 0) return;
  console.error(`npm ${args.join(' ')} failed: ${error?.message ?? `exit code ${status}`}`);
  console.error('To build all but the playground: -Dplayground.skip=true');
  process.exit(1);
}

/** Does the work unless the stamp of the same inputs is there; a failure leaves no stamp. */
function unlessDone(name, inputs, product, work) {
  const stamp = join('node_modules', `.canonry-${name}`);
  const now = digest(inputs);
  if (existsSync(product) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  work();
  writeFileSync(stamp, now);
}

unlessDone('install', dependencies, 'node_modules', () => npm('ci', '--prefer-offline'));
unlessDone('build', sources, join('dist', 'index.html'), () => {
  npm('run', 'build', '--silent');
  // File names carry hashes: without this the jar would gather the files of earlier builds.
  rmSync(join('target', 'classes', 'META-INF', 'resources'), { recursive: true, force: true });
});

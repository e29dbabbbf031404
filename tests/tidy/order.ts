import { isServerModule, isTest, violation, type Import, type SourceFile, type Violation } from './source';

/** From the bottom to the top: a unit imports those of the lines above its own, never its neighbours on the line. */
const ORDER = [
  [
    'app/plainText',
    'app/cursor',
    'app/refusal',
    'app/together',
    'app/formBounds',
    'app/ids.server',
    'app/config.server',
    'app/paths',
    'app/running.server',
  ],
  ['app/peopleFirst.server'],
  ['app/money', 'app/calendar', 'app/sheets'],
  ['app/identity', 'app/rules'],
  ['app/audit'],
  ['app/staff'],
  ['app/families'],
  ['app/fund'],
  ['app/relief'],
  ['app/payments'],
  ['app/surveys', 'app/services'],
  ['app/indicators'],
  ['app/reports'],
  ['app/exchange'],
  ['app/integrity', 'app/casePack', 'app/deskTime', 'app/queues'],
  ['app/operations', 'app/lists'],
  ['app/demo', 'app/help'],
];

const UNITS = ORDER.flat();
/** What only brings the others together: pages, the frame around them, the menu, the work list. Nothing in app imports these. */
const TOP = [
  'app/routes',
  'app/root',
  'app/entry.server',
  'app/entry.client',
  'app/navigation',
  'app/workList.server',
  'app/worker.server',
];
const BELOW_FAMILIES = UNITS.slice(0, UNITS.indexOf('app/families'));
/** Units that know no domain noun, and all they may import. */
const APART: Record<string, readonly string[]> = {
  'app/http': ['app/http', 'app/ui', 'app/zh', ...BELOW_FAMILIES],
  'app/ui': ['app/ui', 'app/money', 'app/calendar'],
  'app/zh': ['app/zh', 'app/money', 'app/calendar'],
};
const KNOWN = new Set([...UNITS, ...TOP, ...Object.keys(APART)]);

/** Imports go one way between the domains (types too, except into app/zh). */
export function importOrder(file: SourceFile): Violation[] {
  if (isTest(file.path) || !file.path.startsWith('app/')) return [];
  const unit = unitOf(file.path);
  if (!KNOWN.has(unit))
    return [violation(file, 1, `${unit} has no place in the import order: give it one in ORDER.`)];
  return file.imports
    .filter(({ from }) => /^(app|scripts|tests)\//.test(from))
    .filter((one) => !mayImport({ file, unit, one }))
    .map((one) => violation(file, one.line, `${unit} must not import ${one.from}.`));
}

function mayImport({ file, unit, one }: { file: SourceFile; unit: string; one: Import }): boolean {
  const target = unitOf(one.from);
  if (!KNOWN.has(target)) return /\.css$/.test(one.from);
  if (target === unit || TOP.includes(unit)) return true;
  if (unit === 'app/zh' && one.typeOnly) return true;
  const allowed = APART[unit];
  if (allowed) return allowed.includes(target);
  if (target === 'app/zh') return true;
  // What two pages share stands in the domain as a component.
  if (target === 'app/ui') return file.path.endsWith('.tsx');
  return rank(target) < rank(unit);
}

/** What the engines take from elsewhere: the settings, and what the first commands need before TypeScript runs. */
const FOR_ENGINES = ['app/config.server', 'scripts/processMark'];

/** The schema takes its codes from pure files; of the product's other server code db/ knows the settings only. */
export function schemaImports(file: SourceFile): Violation[] {
  if (isTest(file.path) || !file.path.startsWith('db/')) return [];
  const isEngine = !file.path.startsWith('db/schema/');
  return file.imports
    .filter(({ from }) => /^(app|scripts|tests)\//.test(from))
    .filter(({ from }) => !(isEngine && FOR_ENGINES.includes(from)))
    .filter(({ from }) => isServerModule(from) || /^(scripts|tests|app\/(routes|http|ui|zh))\b/.test(from))
    .map(({ from, line }) => violation(file, line, `${file.path} must not import ${from}.`));
}

/** No file imports itself over others, types aside. */
export function importCycles(files: SourceFile[]): Violation[] {
  const byModule = new Map(files.map((file) => [file.path.replace(/(\/index)?\.(tsx?|mjs|js)$/, ''), file]));
  const done = new Set<SourceFile>();
  const found: Violation[] = [];
  const visit = (file: SourceFile, trail: SourceFile[]) => {
    const start = trail.indexOf(file);
    if (start >= 0) {
      const circle = [...trail.slice(start), file].map((one) => one.path).join(' → ');
      found.push(violation(file, 1, `Imports go in a circle: ${circle}.`));
    }
    if (start >= 0 || done.has(file)) return;
    for (const one of file.imports) {
      const next = one.typeOnly ? undefined : byModule.get(one.from);
      if (next) visit(next, [...trail, file]);
    }
    done.add(file);
  };
  for (const file of files) visit(file, []);
  return found;
}

function unitOf(filePath: string): string {
  const [top, second = ''] = filePath.split('/');
  return `${top}/${second.replace(/\.tsx?$/, '')}`;
}

function rank(unit: string): number {
  const found = ORDER.findIndex((units) => units.includes(unit));
  // http and the top are above every domain.
  return found < 0 ? ORDER.length : found;
}

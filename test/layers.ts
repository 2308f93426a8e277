/** One layer: the paths it holds and what these may import. The first layer whose `path` begins a file's path is its own. */
export interface Layer {
  readonly path: string;
  /** Beginnings of paths; `.` is the layer's own folder. */
  readonly mayImport: readonly string[];
  /** Packages and built-in modules. `node:` is all built-in modules. */
  readonly mayUse: readonly string[];
  /** Imports of these must bring types only. */
  readonly typesOnly?: readonly string[];
  readonly because: string;
}

/** Two rooms of adapters/ that every other one may enter. */
const SHARED_ADAPTERS = ['src/adapters/exec/', 'src/adapters/secrets/'];

const LAYERS: readonly Layer[] = [
  {
    path: 'src/domain/',
    mayImport: ['.'],
    mayUse: [],
    because: 'the same snapshot gives the same bytes on the command line, in a server and in a browser',
  },
  {
    path: 'src/messages/',
    mayImport: ['.', 'src/domain/'],
    typesOnly: ['src/domain/'],
    mayUse: [],
    because: 'a catalogue turns values into words; it decides nothing',
  },
  {
    path: 'src/adapters/exec/',
    mayImport: ['.', 'src/domain/'],
    mayUse: ['node:'],
    because: 'the one way to run a program knows nothing of what is run',
  },
  {
    path: 'src/adapters/secrets/',
    // strip-control: a secret is looked for as it is shown, and what is shown has lost its control characters.
    mayImport: ['.', 'src/domain/', 'src/adapters/exec/strip-control.ts'],
    mayUse: ['node:'],
    because: 'secrets are replaced wherever something is read, so this room stands below all readers',
  },
  {
    path: 'src/adapters/probe/',
    mayImport: ['.', 'src/domain/facts/', 'src/domain/net/', 'src/domain/peers/', ...SHARED_ADAPTERS],
    mayUse: ['node:'],
    because: 'what is observed must not come from what is predicted: no import of trace or diagnose',
  },
  {
    path: 'src/adapters/config/',
    mayImport: ['.', 'src/domain/', ...SHARED_ADAPTERS],
    mayUse: ['node:', 'yaml'],
    because: 'only what people write is YAML',
  },
  {
    path: 'src/adapters/',
    mayImport: ['.', 'src/domain/', ...SHARED_ADAPTERS],
    mayUse: ['node:'],
    because: 'each adapter can be read, tested and replaced alone; a use case brings two together',
  },
  {
    path: 'src/app/',
    mayImport: ['.', 'src/adapters/', 'src/domain/'],
    mayUse: ['node:'],
    because: 'a use case returns values; only the faces print',
  },
  {
    path: 'src/lab/',
    mayImport: ['.', 'src/app/', 'src/adapters/', 'src/domain/'],
    // Its services run in namespaces of their own and are bundled for that.
    mayUse: ['node:', 'esbuild'],
    because: 'it breaks networks for the use cases above it and must not depend on a face',
  },
  {
    path: 'src/cli/',
    mayImport: ['.', 'src/app/', 'src/messages/', 'src/domain/'],
    mayUse: ['node:', 'get-east-asian-width'],
    because: 'a command is parse, use case, view: the world is reached through app/ only',
  },
];

/** Tests, what only tests import, scenarios and benches may import anything. */
export const isTestCode = (path: string): boolean =>
  !path.startsWith('src/') || path.endsWith('.test.ts') || path.includes('/testing/');

export const layerOf = (path: string): Layer | undefined =>
  LAYERS.find((layer) => path.startsWith(layer.path));

/** `src/adapters/linux/` for a file in src/adapters, where each folder stands alone; else the layer's own folder. */
export const ownFolder = (path: string, layer: Layer): string =>
  layer.path === 'src/adapters/' ? path.split('/').slice(0, 3).join('/').concat('/') : layer.path;

// npm run schema: writes schema/tongtu.schema.json from the code. test/config-schema.test.ts says when that was forgotten.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import './run-typescript.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const { editorSchema } = await import('../src/domain/config/editor-schema.ts');
const { configSchema } = await import('../src/messages/en/config-schema.ts');

const path = join(root, 'schema', 'tongtu.schema.json');
mkdirSync(dirname(path), { recursive: true });
writeFileSync(path, `${JSON.stringify(editorSchema(configSchema), undefined, 2)}\n`);

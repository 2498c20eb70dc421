import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';
import { expect, it } from 'vitest';
import { makeManifest } from '../../../src/adapters/slack/manifest.ts';
import { commands } from '../../../src/core/commands.ts';
import { shippedPack as pack } from '../../fixtures/shipped.ts';

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));

it('is what Slack’s own schema of manifests takes', () => {
  const ajv = new Ajv({ allErrors: true, strict: false });
  formats.default(ajv);
  const validate = ajv.compile(read('../../specs/slack/manifest/schemas/manifest.schema.2.0.0.json'));
  validate(makeManifest(pack));
  expect(validate.errors).toBeNull();
});

it('stands in manifest.json as the table of commands has it; if not, run npm run manifest', () => {
  expect(read('../../../manifest.json')).toEqual(makeManifest(pack));
});

it('names every command while somebody types', () => {
  const words = new Set(commands.map(({ name }) => name.split(' ')[0]));
  expect(makeManifest(pack).features.slash_commands[0]?.usage_hint?.split(' | ')).toEqual([...words]);
});

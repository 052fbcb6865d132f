/**
 * `npm run catalog:verify -- --crds DIR --values DIR`: checks every proof in the catalog against published CRDs and chart values,
 * prints how much of the catalog they back, and fails on a proof that does not hold or when too little is backed.
 * A proof shows that an interface exists in the published schema, not how it behaves.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parse, parseAllDocuments } from 'yaml';
import { type Artefacts, artefactSetsSchema, artefactsOf, brokenProof, describeProof, proofAccount } from '../src/catalog/proof.js';
import { catalog } from '../src/generated/catalog.js';
import { readTexts } from './data-files.js';

/** Share of support statements that must be backed by an artefact. */
const wantedShare = 0.4;

const { values: options } = parseArgs({ options: { crds: { type: 'string' }, values: { type: 'string' } } });
const { crds: crdRoot, values: valuesRoot } = options;
if (crdRoot === undefined || valuesRoot === undefined || !existsSync(crdRoot) || !existsSync(valuesRoot)) {
  process.stderr.write(
    'usage: npm run catalog:verify -- --crds DIR --values DIR (folders of published CRDs and of chart values; see docs/contributing-facts.md)\n',
  );
  process.exitCode = 2;
} else {
  verify(crdRoot, valuesRoot);
}

function verify(crds: string, values: string): void {
  const sets = artefactSetsSchema.parse(parse(readFileSync('catalog/artefacts.yaml', 'utf8')));
  const missing = Object.values(sets).flatMap((set) => [
    ...set.crds.map((folder) => join(crds, folder)),
    ...set.values.map((folder) => join(values, folder)),
  ]);
  const absent = [...new Set(missing)].filter((folder) => !existsSync(folder));
  if (absent.length > 0) {
    process.stderr.write(`These folders of catalog/artefacts.yaml do not exist: ${absent.join(', ')}\n`);
    process.exitCode = 1;
    return;
  }
  const parsed = new Map<string, unknown[]>();
  const documentsOf = (folder: string) => {
    const known = parsed.get(folder);
    if (known !== undefined) return known;
    const documents = Object.values(readTexts(folder, ['.yaml'])).flatMap((text) =>
      parseAllDocuments(text).map((document): unknown => document.toJS()),
    );
    parsed.set(folder, documents);
    return documents;
  };
  const artefacts = new Map<string, Artefacts>();
  for (const [candidate, set] of Object.entries(sets)) {
    artefacts.set(
      candidate,
      artefactsOf(
        set.crds.flatMap((folder) => documentsOf(join(crds, folder))),
        set.values.flatMap((folder) =>
          Object.entries(readTexts(join(values, folder), ['.yaml'])).map(([name, text]): [string, unknown] => [
            name.replace(/\.yaml$/, ''),
            parse(text),
          ]),
        ),
      ),
    );
  }

  const account = proofAccount(catalog);
  const broken = account.proofs.flatMap(({ candidate, place, proof }) => {
    const known = artefacts.get(candidate);
    const reason = known === undefined ? `catalog/artefacts.yaml names no artefacts of ${candidate}` : brokenProof(proof, known);
    return reason === undefined ? [] : [`${place}\n  ${describeProof(proof)}\n  does not hold: ${reason}`];
  });
  for (const line of broken) process.stdout.write(`${line}\n`);

  const rows = Object.entries(account.statements);
  const all = rows.reduce((sum, [, count]) => sum + count.all, 0);
  const backed = rows.reduce((sum, [, count]) => sum + count.backed, 0);
  const share = (part: number, whole: number) => (whole === 0 ? 'none' : `${((100 * part) / whole).toFixed(1)} %`);
  process.stdout.write(`Proofs: ${account.proofs.length}, of which ${broken.length} do not hold.\n`);
  process.stdout.write(
    `Support statements backed by a published schema or chart: ${backed} of ${all} (${share(backed, all)}; wanted: ${wantedShare * 100} %).\n`,
  );
  for (const [candidate, count] of rows)
    process.stdout.write(`  ${candidate.padEnd(10)} ${count.backed} of ${count.all} (${share(count.backed, count.all)})\n`);
  process.stdout.write(`Footprint defaults backed by a published chart: ${account.defaults.backed} of ${account.defaults.all}.\n`);
  for (const place of account.defaults.unbacked) process.stdout.write(`  not backed: ${place}\n`);
  process.stdout.write(
    `Other reservations (high availability, vendor's advice) backed: ${account.recommended.backed} of ${account.recommended.all}.\n`,
  );
  if (broken.length > 0 || backed < wantedShare * all || account.defaults.unbacked.length > 0) process.exitCode = 1;
}

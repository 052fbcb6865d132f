import { type LintProblem, type LintRule, problem } from './rule.js';

/** Who speaks about its own product. Publishers beginning with a key make or sell the products named. */
const makers: Readonly<Record<string, readonly string[]>> = {
  Buoyant: ['linkerd'],
  'Linkerd project': ['linkerd'],
  HashiCorp: ['consul'],
  IBM: ['consul'],
  Istio: ['istio'],
  'Solo.io': ['istio'],
  Tetrate: ['istio'],
  Kong: ['kuma'],
};

/** A benchmark or a claim by a party about its own product is marked so, and says what it is about. */
export const vendorsMarked: LintRule = {
  name: 'vendors-marked',
  description: 'A benchmark or blog of a maker about its own product has `vendor: true`, and whatever is marked so says `about` what.',
  overlay: true,
  check({ catalog }) {
    const candidates = new Set(catalog.candidates.map(({ id }) => id));
    return Object.entries(catalog.sources).flatMap(([id, source]): LintProblem[] => {
      const at = (key: string) => ({ kind: 'source' as const, id, path: [key] });
      const problems = source.about
        .filter((about) => !candidates.has(about))
        .map((about) => problem(at('about'), `there is no candidate \`${about}\`; name one of ${[...candidates].join(', ')}`));
      const compares = source.kind === 'benchmark' || source.kind === 'independent-study';
      if ((source.kind === 'benchmark' || source.vendor) && source.about.length === 0)
        problems.push(problem(at('kind'), 'say which candidates it is about, as `about: [candidate]`'));
      const own = Object.entries(makers).find(([maker]) => source.publisher.startsWith(maker))?.[1] ?? [];
      const claims = compares || source.kind === 'vendor-blog';
      if (claims && !source.vendor && source.about.some((about) => own.includes(about)))
        problems.push(problem(at('publisher'), `${source.publisher} speaks about its own product; mark it \`vendor: true\``));
      if (source.kind === 'vendor-blog' && !source.vendor && source.about.length === 0 && own.length > 0)
        problems.push(
          problem(at('kind'), `${source.publisher} makes ${own.join(', ')}; say \`about\` what it is and mark it \`vendor: true\``),
        );
      if (source.kind === 'independent-study' && source.vendor)
        problems.push(
          problem(at('kind'), 'a study by a party about its own product is not independent; use kind benchmark or vendor-blog'),
        );
      return problems;
    });
  },
};

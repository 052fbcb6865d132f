import { recordsIn, textsIn } from './records.js';
import { type LintProblem, type LintRule, problem } from './rule.js';

/** Names as their owners write them. A capital matters only where the wrong spelling is not also a command or an identifier. */
const names: readonly (readonly [wrong: RegExp, right: string])[] = [
  [/\bISTIO\b|\bistio(?= (?:is|has|needs|supports|does|ambient|sidecar|mesh)\b)/, 'Istio'],
  [/\bLinkerD\b|\bLINKERD\b|\blinkerd(?= (?:is|has|needs|supports|does|mesh)\b)/, 'Linkerd'],
  [/\bconsul(?= (?:is|has|needs|supports|does|servers?|mesh)\b)/, 'Consul'],
  [/(?<![-.])\bkubernetes\b/, 'Kubernetes'],
  [/(?<![-.])\b[Kk]8[Ss]\b/, 'Kubernetes'],
  [/(?<![-.])\benvoy\b(?![-.])/, 'Envoy'],
  [/\b[Gg]ateway api\b|\bgateway API\b|\bGatewayAPI\b/, 'Gateway API'],
  [/\bCert[- ]?[Mm]anager\b|\bcert manager\b|\bcertmanager\b/, 'cert-manager'],
  [/\bArgoCD\b|\bargo cd\b|\bArgo-CD\b|\bargocd\b/, 'Argo CD'],
  [/\bargo rollouts\b|\bArgo rollouts\b|\bArgoRollouts\b/, 'Argo Rollouts'],
  [/\bFluxCD\b|\bFlux CD\b/, 'Flux'],
  [/\bOpen Telemetry\b|\bOpentelemetry\b|\bopentelemetry\b(?![-.])/, 'OpenTelemetry'],
  [/(?<![-.])\bprometheus\b(?![-.])/, 'Prometheus'],
  [/(?<![-.])\bcilium\b(?![-.])/, 'Cilium'],
  [/(?<![-.])\bcalico\b(?![-.])/, 'Calico'],
  [/(?<![-.])\bflannel\b(?![-.])/, 'Flannel'],
  [/\bHashicorp\b|\bhashicorp\b(?![-./])/, 'HashiCorp'],
  [/(?<![-.])\bbuoyant\b(?![-./])/, 'Buoyant'],
  [/\b[Nn]etwork [Pp]olic(?:y|ies)\b(?= objects?\b)|\bNetworkpolic(?:y|ies)\b/, 'NetworkPolicy'],
  [/\bFIPS-?140(?:-?\d)?\b|\bFIPS 140\d\b/, 'FIPS 140 or FIPS 140-3'],
  [/(?<![-.])\bspiffe\b(?![-.:/])|\bSpiffe\b/, 'SPIFFE'],
  [/\bMTLS\b|\bmtls\b(?![-.=:])|\bm-TLS\b/, 'mTLS'],
  [/\bIstioD\b|\bIstiod\b(?= (?:is|has|runs))/, 'istiod'],
];

/** Products are spelt as their owners spell them, in titles and prose; code in backticks, ids and addresses are left alone. */
export const productNames: LintRule = {
  name: 'product-names',
  description: 'Product names in titles and texts are spelt as in docs/contributing-facts.md; code goes into backticks.',
  overlay: false,
  check({ catalog, guides }) {
    return recordsIn(catalog, guides).flatMap(({ at, value }) =>
      textsIn(at, value).flatMap((text): LintProblem[] => {
        if (text.at.path.includes('recognise')) return [];
        const prose = text.text
          .replaceAll(/`[^`]*`/g, '')
          .replaceAll(/\S*[/@=_]\S*/g, '')
          .replaceAll(/\b[\w-]+\.[\w.-]*\w/g, '');
        return names.flatMap(([wrong, right]) => {
          const found = wrong.exec(prose)?.[0];
          return found === undefined ? [] : [problem(text.at, `"${found}" is written ${right}; put it in backticks where it is code`)];
        });
      }),
    );
  },
};

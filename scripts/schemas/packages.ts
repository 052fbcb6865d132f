/** Which kinds of a package are compiled in. */
export interface PackageChoice {
  /** file name below src/generated/schemas */
  readonly bundle: string;
  readonly name: string;
  /** folders of the package: `group/version`, for the core group `v1` */
  readonly groups: readonly string[];
  readonly about: string;
}

/** The first one holds what the others refer to. Versions that Kubernetes no longer serves are not here, so that a use of one is found. */
export const packages: readonly PackageChoice[] = [
  {
    bundle: 'kubernetes',
    name: 'kubernetes-models',
    about: 'Kubernetes 1.36',
    groups: [
      'v1',
      'admissionregistration.k8s.io/v1',
      'apiextensions.k8s.io/v1',
      'apiregistration.k8s.io/v1',
      'apps/v1',
      'autoscaling/v1',
      'autoscaling/v2',
      'batch/v1',
      'certificates.k8s.io/v1',
      'coordination.k8s.io/v1',
      'discovery.k8s.io/v1',
      'flowcontrol.apiserver.k8s.io/v1',
      'networking.k8s.io/v1',
      'node.k8s.io/v1',
      'policy/v1',
      'rbac.authorization.k8s.io/v1',
      'resource.k8s.io/v1',
      'scheduling.k8s.io/v1',
      'storage.k8s.io/v1',
    ],
  },
  {
    bundle: 'gateway-api',
    name: '@kubernetes-models/gateway-api',
    about: 'Gateway API, both channels',
    groups: [
      'gateway.networking.k8s.io/v1',
      'gateway.networking.k8s.io/v1alpha2',
      'gateway.networking.k8s.io/v1alpha3',
      'gateway.networking.k8s.io/v1beta1',
      'gateway.networking.x-k8s.io/v1alpha1',
    ],
  },
  {
    bundle: 'istio',
    name: '@kubernetes-models/istio',
    about: 'Istio 1.29',
    groups: [
      'extensions.istio.io/v1alpha1',
      'networking.istio.io/v1',
      'networking.istio.io/v1alpha3',
      'networking.istio.io/v1beta1',
      'security.istio.io/v1',
      'security.istio.io/v1beta1',
      'telemetry.istio.io/v1',
      'telemetry.istio.io/v1alpha1',
    ],
  },
  {
    bundle: 'cert-manager',
    name: '@kubernetes-models/cert-manager',
    about: 'cert-manager, trust-manager, approver-policy, AWS Private CA issuer',
    groups: [
      'acme.cert-manager.io/v1',
      'awspca.cert-manager.io/v1beta1',
      'cert-manager.io/v1',
      'policy.cert-manager.io/v1alpha1',
      'trust.cert-manager.io/v1alpha1',
      'trust-manager.io/v1alpha2',
    ],
  },
  { bundle: 'argo-cd', name: '@kubernetes-models/argo-cd', about: 'Argo CD 3', groups: ['argoproj.io/v1alpha1'] },
  {
    bundle: 'argo-rollouts',
    name: '@kubernetes-models/argo-rollouts',
    about: 'Argo Rollouts 1',
    groups: ['argoproj.io/v1alpha1'],
  },
  {
    bundle: 'flux-cd',
    name: '@kubernetes-models/flux-cd',
    about: 'Flux 2',
    groups: [
      'helm.toolkit.fluxcd.io/v2',
      'image.toolkit.fluxcd.io/v1',
      'image.toolkit.fluxcd.io/v1beta2',
      'kustomize.toolkit.fluxcd.io/v1',
      'notification.toolkit.fluxcd.io/v1',
      'notification.toolkit.fluxcd.io/v1beta3',
      'source.toolkit.fluxcd.io/v1',
    ],
  },
  {
    bundle: 'cilium',
    name: '@kubernetes-models/cilium',
    about: 'Cilium 1.19',
    groups: ['cilium.io/v2', 'cilium.io/v2alpha1'],
  },
  {
    bundle: 'prometheus-operator',
    name: '@kubernetes-models/prometheus-operator',
    about: 'Prometheus operator 0.91',
    groups: ['monitoring.coreos.com/v1', 'monitoring.coreos.com/v1alpha1'],
  },
];

/** The type of `metadata`, which every kind has. */
export const objectMetaPath = '@kubernetes-models/apimachinery/apis/meta/v1/ObjectMeta';

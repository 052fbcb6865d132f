/** A cluster or dump that cannot be read, for a reason that a person can do something about. Exit code 2. */
export class ClusterUnreadableError extends Error {
  override readonly name = 'ClusterUnreadableError';
}

/** The command was used in a way that cannot work. Exit code 2. `id` is stable and known to `mesh-advisor explain`. */
export class UsageError extends Error {
  override readonly name = 'UsageError';

  constructor(
    message: string,
    readonly id = 'bad-usage',
  ) {
    super(message);
  }
}

/** A declaration says something that cannot be followed; nothing is judged. `message` is one line: file, place, what was expected. */
export class ConfigError extends Error {
  /** `brief`: the same without any value, for where nobody knows which values are secret. */
  constructor(
    message: string,
    readonly brief: string = message,
  ) {
    super(message);
  }
}

/** A declaration says something that cannot be followed; nothing is judged. `message` is one line: file, place, what was expected. */
export class ConfigError extends Error {}

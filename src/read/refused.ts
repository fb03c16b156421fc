/** How a reader says no. */

/** The input cannot be fully read, so nothing is judged. `message` is one line: name, position, what was expected. */
export class Refused extends Error {
  constructor(message: string) {
    // What is quoted comes from outside: it must not break the line or reach the terminal's controls.
    super(message.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " "));
    this.name = "Refused";
  }
}

/** Throws `Refused` for what is being read now; the text says what is wrong there and what was expected. */
export type Refuse = (what: string) => never;

/** What every input is expected to be, as errors say it. */
export const ours = "a Pulumi preview (--json), a stack export, an event log or an Azure Resource Graph result";

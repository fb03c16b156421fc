/** What a person answers for, stack by stack, while the records go by. */
import type { JudgedStack } from "../../../estate";
import { nobody } from "../../../estate/overview";
import type { Attestation, Environment } from "../../../model";

export interface Checklist {
  /** Each once, with how many stacks it covers; the one that ends first in front. */
  readonly attestations: readonly {
    readonly attestation: Attestation;
    readonly lapsed: boolean;
    readonly stacks: number;
  }[];
  /** One for each stack, those of production with most open first; no more than `most`. */
  readonly lines: readonly Line[];
  /** How many stacks were asked anything. */
  readonly stacks: number;
}

interface Line {
  readonly stack: string;
  readonly team: string;
  readonly environment: Environment;
  /** How many rules. */
  readonly asked: number;
  /** Rules that nobody vouches for today. */
  readonly open: readonly string[];
}

/** Lines that people still read; the others are counted. */
const most = 500;

export function checklist() {
  const attestations = new Map<string, { attestation: Attestation; lapsed: boolean; stacks: number }>();
  let lines: Line[] = [];
  let stacks = 0;
  const gravestFirst = (): void => {
    lines.sort(
      (one, other) =>
        Number(other.environment === "production") - Number(one.environment === "production") ||
        other.open.length - one.open.length,
    );
    lines = lines.slice(0, most);
  };
  return {
    add({ stack, team = nobody, environment, manual }: JudgedStack): void {
      if (manual.length === 0) return;
      stacks++;
      const open: string[] = [];
      for (const { rule, attestation, expiredAttestation } of manual) {
        const said = attestation ?? expiredAttestation;
        if (!attestation) open.push(rule);
        if (!said) continue;
        const key = JSON.stringify(said);
        const known = attestations.get(key) ?? { attestation: said, lapsed: !attestation, stacks: 0 };
        known.stacks++;
        attestations.set(key, known);
      }
      lines.push({ stack, team, environment, asked: manual.length, open });
      if (lines.length >= 4 * most) gravestFirst();
    },
    end(): Checklist {
      gravestFirst();
      const sorted = [...attestations.values()].sort((one, other) =>
        one.attestation.until < other.attestation.until ? -1 : 1,
      );
      return { attestations: sorted, lines, stacks };
    },
  };
}

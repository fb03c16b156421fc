/** Where the resource groups of an input are, for instances that leave their location to their group. */
export class ResourceGroups {
  private readonly places = new Map<string, string | undefined>();

  /**
   * A group of a stack (`project/stack`); `location` is undefined where it is not known. Two groups of one name (in two
   * subscriptions) in different places: nobody knows which is meant.
   */
  add(stack: string, name: string, location: string | undefined): void {
    const key = keyOf(stack, name);
    this.places.set(key, this.places.has(key) && this.places.get(key) !== location ? undefined : location);
  }

  /** By the group's Azure name, in any case; undefined if it was not seen or is not certain. */
  readonly locationOf = (stack: string, name: string): string | undefined => this.places.get(keyOf(stack, name));
}

const keyOf = (stack: string, name: string): string => `${stack} ${name.toLowerCase()}`;

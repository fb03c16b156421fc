/** Where the resource groups of an input are, for instances that leave their location to their group. */
export class ResourceGroups {
  private readonly places = new Map<string, string | undefined>();

  /** Two groups of one name (in two subscriptions) in different places: nobody knows which is meant. */
  add(name: string, location: string): void {
    const key = name.toLowerCase();
    this.places.set(key, this.places.has(key) && this.places.get(key) !== location ? undefined : location);
  }

  /** By the group's Azure name, in any case; undefined if it was not seen or is not certain. */
  readonly locationOf = (name: string): string | undefined => this.places.get(name.toLowerCase());
}

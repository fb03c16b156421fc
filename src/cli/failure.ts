/** Nothing was judged, or not all of it: one line for standard error, exit code 2. */
export class Failure extends Error {}

/** What the bundle of safety gives to a thread, once it is here. */
export interface SafetyParts {
  /** Tells the marketplace of a message, or of the whole thread. */
  report(seq: number | null): void;
}

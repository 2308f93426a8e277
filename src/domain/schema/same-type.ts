/** A type without `readonly`, so that a schema's type and a contract's can be compared. */
type Plain<T> = T extends object ? { -readonly [Key in keyof T]: Plain<T[Key]> } : T;

/** `true` where the two are one type in both directions, optional properties included; else what differs stays visible. */
export type SameType<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2
    ? true
    : { readonly schema: Plain<A>; readonly contract: Plain<B> };

/** Fails to compile where the types that it is given are not one: `inStep<SameType<A, B>>()`. Does nothing. */
export const inStep = <_Same extends true>(): void => {};

/**
 * A map that a change leaves as it is and makes another of, at the cost of the change: what it began with is shared,
 * and what is different since lies over it.
 */

/** Above this many differences, and this share of the whole, they are laid into a map of their own. */
const LEAST = 64;
const SHARE = 1 / 32;

export class Layered<K, V> implements ReadonlyMap<K, V> {
  readonly size: number;

  private constructor(
    /** What all maps that came from one have in common. */
    readonly base: ReadonlyMap<K, V>,
    /** What differs from the base: another value, a new one, or none. */
    readonly over: ReadonlyMap<K, { readonly value: V } | null>,
  ) {
    let size = base.size;
    for (const [key, entry] of over) size += Number(entry !== null) - Number(base.has(key));
    this.size = size;
  }

  static of<K, V>(entries: Iterable<readonly [K, V]>): Layered<K, V> {
    return new Layered(new Map(entries), new Map());
  }

  /** This map without some keys and with other values. Keys keep their places; new ones come last. */
  with(put: Iterable<readonly [K, V]>, gone: Iterable<K>): Layered<K, V> {
    const over = new Map(this.over);
    for (const key of gone)
      if (this.base.has(key)) over.set(key, null);
      else over.delete(key);
    for (const [key, value] of put) over.set(key, { value });
    const next = new Layered(this.base, over);
    return over.size > LEAST && over.size > this.base.size * SHARE ? Layered.of(next) : next;
  }

  /** The keys that may differ from another map's; null where the two have nothing in common. */
  apartFrom(other: ReadonlyMap<K, V>): Set<K> | null {
    if (!(other instanceof Layered) || other.base !== this.base) return null;
    return new Set([...other.over.keys(), ...this.over.keys()]);
  }

  get(key: K): V | undefined {
    const entry = this.over.get(key);
    return entry === undefined ? this.base.get(key) : entry?.value;
  }

  has(key: K): boolean {
    const entry = this.over.get(key);
    return entry === undefined ? this.base.has(key) : entry !== null;
  }

  *entries(): MapIterator<[K, V]> {
    for (const [key, value] of this.base) {
      const entry = this.over.get(key);
      if (entry === undefined) yield [key, value];
      else if (entry) yield [key, entry.value];
    }
    for (const [key, entry] of this.over) if (entry && !this.base.has(key)) yield [key, entry.value];
  }

  *keys(): MapIterator<K> {
    for (const [key] of this) yield key;
  }

  *values(): MapIterator<V> {
    for (const [, value] of this) yield value;
  }

  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }

  forEach(call: (value: V, key: K, map: ReadonlyMap<K, V>) => void): void {
    for (const [key, value] of this) call(value, key, this);
  }
}

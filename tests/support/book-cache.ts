/** Stands where Next looks for its cache outside a request: it finds nothing, and writes down what is kept. */

export function useBookCache(): Set<string> {
  const kept = new Set<string>();
  Object.assign(globalThis, {
    __incrementalCache: {
      isOnDemandRevalidate: false,
      generateSimpleCacheKey: async (key: string) => key,
      get: async () => null,
      set: async (key: string) => kept.add(key),
    },
  });
  return kept;
}

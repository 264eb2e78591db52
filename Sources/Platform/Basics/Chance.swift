import Synchronization

/// Where a program takes what is left to chance; with a seed it is the same in every run.
package final class Chance: RandomNumberGenerator, Sendable {
  /// The state of the seeded generator; `nil` asks the system.
  private let state: Mutex<UInt64?>

  /// Takes the system's chance, or the series that belongs to a seed.
  package init(seed: UInt64? = nil) {
    state = Mutex(seed)
  }

  /// The next number: SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
  package func next() -> UInt64 {
    state.withLock { state in
      guard let seed = state else {
        var system = SystemRandomNumberGenerator()
        return system.next()
      }
      let advanced = seed &+ 0x9e37_79b9_7f4a_7c15
      state = advanced
      var mixed = advanced
      mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
      mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
      return mixed ^ (mixed >> 31)
    }
  }
}

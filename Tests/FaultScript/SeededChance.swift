import Booking
import Storage
import Synchronization

/// A reproducible sequence in the place of chance.
public final class SeededChance: ChanceSource {
    private let sequence: Mutex<SplitMix64>

    /// Makes the sequence of a seed.
    public init(seed: UInt64) {
        sequence = Mutex(SplitMix64(seed: seed))
    }

    /// 64 bits.
    public func next() -> UInt64 {
        sequence.withLock { $0.next() }
    }
}

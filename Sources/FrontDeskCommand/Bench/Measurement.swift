import Foundation
import Histogram

/// Times of many runs of one thing, in nanoseconds.
struct Measurement {
    private var histogram = Histogram<UInt64>(
        highestTrackableValue: 60_000_000_000, numberOfSignificantValueDigits: .three)

    /// Times a body once.
    @discardableResult
    mutating func run<Answer>(_ body: () throws -> Answer) rethrows -> Answer {
        let start = Measurement.nanoseconds()
        defer { record(Measurement.nanoseconds() - start) }
        return try body()
    }

    /// Adds a time.
    mutating func record(_ nanoseconds: UInt64) {
        histogram.record(min(nanoseconds, 59_000_000_000))
    }

    /// Adds all times of another measurement.
    mutating func add(_ other: Measurement) {
        histogram.add(other.histogram)
    }

    /// Runs counted.
    var count: UInt64 { histogram.totalCount }
    /// The time that half the runs stayed below, in microseconds.
    var median: Double { Double(histogram.valueAtPercentile(50)) / 1000 }
    /// The time that 99 of 100 runs stayed below, in microseconds.
    var p99: Double { Double(histogram.valueAtPercentile(99)) / 1000 }
    /// The longest run, in microseconds.
    var longest: Double { Double(histogram.max) / 1000 }

    /// Processor time that this process has used, in all its threads, in microseconds.
    static func processorMicroseconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }

    /// The same as `getrusage` tells it: user and system time of all threads so far, in microseconds.
    static func usedMicroseconds() -> Double {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return [usage.ru_utime, usage.ru_stime].reduce(0) { $0 + Double($1.tv_sec) * 1e6 + Double($1.tv_usec) }
    }

    /// A clock that only goes forward.
    static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

/// A line of a benchmark's report: what, figures, and the ratio to the baseline of the same run.
struct BenchLine {
    var what: String
    var figures: String
    var ratio: String = ""
    /// The promise of DESIGN §4, where there is one, and whether it is kept.
    var promise: String = ""

    var text: String {
        [what + String(repeating: " ", count: max(0, 46 - what.count)), figures, ratio, promise]
            .filter { !$0.isEmpty }.joined(separator: "  ")
    }

    static func micro(_ value: Double) -> String { String(format: "%.2f µs", value) }
    static func times(_ ratio: Double, _ what: String) -> String { String(format: "%.1f× ", ratio) + what }
    static func percent(_ ratio: Double, _ what: String) -> String { String(format: "%.0f %% ", ratio * 100) + what }
    static func kept(_ isKept: Bool, _ promise: String) -> String { (isKept ? "kept: " : "MISSED: ") + promise }
}

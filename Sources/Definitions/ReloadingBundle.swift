import Foundation
import Synchronization

/// A value that is made of files and made anew when they change; a bad file leaves the old value in force.
///
/// Files are compared by path, size and time of change, so that it works on every file system and in containers.
public final class ReloadingBundle<Bundle: Sendable>: Sendable {
    /// What came of looking at the files.
    public enum Outcome: Sendable {
        /// Nothing changed since the last look.
        case unchanged
        /// The files changed and are in force.
        case replaced(Bundle)
        /// The files changed and have problems; the old value stays in force.
        case rejected(DefinitionProblems)
    }

    private struct Stamp: Hashable {
        var path: String
        var size: Int
        var changed: Date?
    }

    private struct State {
        var bundle: Bundle
        var stamps: Set<Stamp>
    }

    private let directories: [URL]
    private let load: @Sendable () throws(DefinitionProblems) -> Bundle
    private let state: Mutex<State>

    /// Loads for the first time.
    /// - Parameters:
    ///   - directories: The directories whose files count; everything below them is looked at.
    ///   - load: Makes the value from the files.
    /// - Throws: What `load` throws.
    public init(
        directories: [URL], load: @escaping @Sendable () throws(DefinitionProblems) -> Bundle
    ) throws(DefinitionProblems) {
        self.directories = directories
        self.load = load
        // Stamps are taken before the files are read: a change in between is seen at the next look.
        let stamps = Self.stamps(of: directories)
        state = Mutex(State(bundle: try load(), stamps: stamps))
    }

    /// The value in force.
    public var current: Bundle { state.withLock(\.bundle) }

    /// Looks at the files once.
    public func poll() -> Outcome {
        let stamps = Self.stamps(of: directories)
        let isNew = state.withLock { state in
            guard state.stamps != stamps else { return false }
            // Noted before loading, so that a bad file is reported once and not at every look.
            state.stamps = stamps
            return true
        }
        guard isNew else { return .unchanged }
        do {
            let bundle = try load()
            state.withLock { $0.bundle = bundle }
            return .replaced(bundle)
        } catch {
            return .rejected(error)
        }
    }

    /// Looks at the files again and again until the task is cancelled.
    /// - Parameters:
    ///   - interval: How long to wait between two looks.
    ///   - onChange: Gets every outcome but ``Outcome/unchanged``.
    public func watch(every interval: Duration, onChange: @Sendable (Outcome) async -> Void) async {
        while !Task.isCancelled {
            do { try await Task.sleep(for: interval) } catch { return }
            let outcome = poll()
            if case .unchanged = outcome { continue }
            await onChange(outcome)
        }
    }

    private static func stamps(of directories: [URL]) -> Set<Stamp> {
        var stamps: Set<Stamp> = []
        let keys: Set<URLResourceKey> = [.contentModificationDateKey, .fileSizeKey, .isRegularFileKey]
        for directory in directories {
            let files = FileManager.default.enumerator(at: directory, includingPropertiesForKeys: Array(keys))
            for case let file as URL in files ?? FileManager.DirectoryEnumerator() {
                guard let values = try? file.resourceValues(forKeys: keys), values.isRegularFile == true else {
                    continue
                }
                stamps.insert(
                    Stamp(path: file.path, size: values.fileSize ?? 0, changed: values.contentModificationDate))
            }
        }
        return stamps
    }
}

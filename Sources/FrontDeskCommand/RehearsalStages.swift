import ConversationTesting
import Definitions
import FrontDesk
import Synchronization

/// Sets up rehearsals; the definitions are compiled once for each world.
final class RehearsalStages: Sendable {
    private let loader: BundleLoader
    private let bundles = Mutex<[String: DeskBundle]>([:])

    init(home: Home) {
        loader = BundleLoader(home: home)
    }

    /// The stage for a test runner.
    var stage: RehearsalStage {
        { [self] world, clock in
            try await Rehearsal(world: world, bundle: try bundle(of: world), at: clock)
        }
    }

    private func bundle(of world: World) throws(DefinitionProblems) -> DeskBundle {
        if let known = bundles.withLock({ $0[world.name] }) { return known }
        let bundle = try loader.load(for: world.hospital, on: world.clock.date)
        bundles.withLock { $0[world.name] = bundle }
        return bundle
    }
}

import CivilCalendar
import Definitions
import FrontDesk
import ServiceLifecycle

/// What the desk does by itself while it serves: gives back holds that are over, plans the days that come into the
/// horizon, takes up changed definitions.
struct Housekeeping: NamedService {
    let name = "housekeeping"
    let installation: Installation
    /// Whether the hospital's files say what the schedule is.
    var plansSchedule = true
    /// How long the files' schedule waits after the start: the first callers come first.
    private static let settling = Duration.seconds(30)
    private static let round = Duration.seconds(5)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var planned: CivilDate?
            let started = ContinuousClock.now
            var reload = DefinitionReload(installation: installation)
            while !Task.isCancelled {
                reload.check()
                // One process of those that share a database is enough; another takes over when it is gone.
                guard await installation.store.leads("housekeeping") else {
                    try? await Task.sleep(for: Self.round)
                    continue
                }
                if plansSchedule, planned != installation.today, ContinuousClock.now - started > Self.settling {
                    await attempt("plan the schedule") {
                        try await installation.planSchedule()
                        planned = installation.today
                    }
                }
                await attempt("go on with stopped clinics") {
                    try await installation.desk.carryOnStops()
                    try await installation.desk.tellStopOffers()
                }
                await attempt("give back holds") {
                    let swept = try await installation.store.sweep(now: installation.clock())
                    if swept > 0 {
                        installation.logger.debug("Gave back holds", metadata: ["count": "\(swept)"])
                    }
                }
                await attempt("mark missed visits") {
                    let marked = try await installation.store.markNoShows(now: installation.clock())
                    if marked > 0 {
                        installation.logger.info("Marked missed visits", metadata: ["count": "\(marked)"])
                    }
                }
                await attempt("tell the news of the waitlist") { try await installation.desk.tellWaitlistNews() }
                try? await Task.sleep(for: Self.round)
            }
        }
    }

    /// Logs what fails and goes on: the next round tries again.
    private func attempt(_ what: String, _ body: () async throws -> Void) async {
        do {
            try await body()
        } catch is CancellationError {
            return
        } catch {
            installation.logger.error("Could not \(what)", metadata: ["error": "\(error)"])
        }
    }
}

import FrontDesk
import ServiceLifecycle

/// Tells the desk of the releases to come, so that it is ready for each. Every process needs to know.
struct ReleaseWatch: NamedService {
    let name = "release watch"
    let installation: Installation
    private static let round = Duration.seconds(600)
    /// A first plan may still be on its way into the store.
    private static let firstRound = Duration.seconds(40)
    /// A release must not be missed because the database was busy once.
    private static let again = Duration.seconds(2)

    func run() async throws {
        await cancelWhenGracefulShutdown {
            var wait = Self.firstRound
            while !Task.isCancelled {
                do {
                    installation.desk.plan(releases: try await installation.plannedReleases())
                } catch {
                    installation.logger.error("Could not plan releases", metadata: ["error": "\(error)"])
                    try? await Task.sleep(for: Self.again)
                    continue
                }
                try? await Task.sleep(for: wait)
                wait = Self.round
            }
        }
    }
}

extension AdmissionFigures {
    /// The figures in the text format of Prometheus.
    var prometheusText: String {
        let samples: [(name: String, type: String, help: String, value: String)] = [
            ("waiting_room_open", "gauge", "Whether people are made to wait.", isOn ? "1" : "0"),
            ("waiting_room_people", "gauge", "People in line.", String(waiting)),
            ("waiting_room_admitted", "gauge", "People called in or being served.", String(admitted)),
            ("waiting_room_told_total", "counter", "Turns answered with a place in line.", String(told)),
            ("waiting_room_sold_out_total", "counter", "Turns answered from memory: nothing left.", String(soldOut)),
            ("waiting_room_called_total", "counter", "People called in.", String(called)),
            ("waiting_room_pace", "gauge", "People let in a second, at most.", String(pace)),
        ]
        return samples.map { sample in
            "# HELP frontdesk_\(sample.name) \(sample.help)\n# TYPE frontdesk_\(sample.name) \(sample.type)\n"
                + "frontdesk_\(sample.name) \(sample.value)\n"
        }.joined()
    }
}

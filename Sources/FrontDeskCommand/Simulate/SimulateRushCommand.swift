import ArgumentParser
import Booking
import CivilCalendar
import Foundation

/// `frontdesk simulate rush`: the minute in which the slots are released, against the real server.
struct SimulateRushCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rush",
        abstract: "Release places to a crowd: none oversold, none left, everybody answered at once.",
        discussion: """
            Starts the real server on a fresh database whose places are released a few seconds later, and lets people come \
            as they do: each opens a conversation, says what they want, asks again when told to wait, and books when \
            called: phone, code, patient, yes. Every tenth gives up at the last step. Exit code 0: every promise on \
            correctness is kept; 1: one is broken. Figures of speed are printed, not judged by the exit code.
            """)

    @Option(help: "HTTP requests in all.")
    var requests = 100_000

    @Option(help: "Places that are released.")
    var places = 200

    @Option(help: "Kept-alive connections that the requests come over.")
    var connections = 64

    @Option(help: "In which order people are served: arrival or draw.")
    var order = ReleaseOrder.arrival

    @Option(help: "An empty database: a path is SQLite, postgres://… a server. Without it a temporary file.")
    var database: String?

    @Flag(help: "On a PostgreSQL server of its own, which is started for this and removed.")
    var postgres = false

    @Flag(help: "Print one JSON object.")
    var json = false

    func validate() throws {
        guard places >= 1, requests >= places * 30 else {
            throw ValidationError("--requests must be at least 30 for each of --places: booking takes some turns.")
        }
        guard database == nil || !postgres else { throw ValidationError("Either --database or --postgres.") }
        guard (1...2000).contains(connections) else { throw ValidationError("--connections must be 1 to 2000.") }
    }

    func run() async throws {
        let engine = postgres ? try PrivatePostgres() : nil
        defer { engine?.stop() }
        let stage = try await RushStage.make(database: engine?.makeDatabase() ?? database, places: places)
        defer { stage.remove() }
        let server = try RushServer(stage: stage, order: order)
        defer { server.stop() }
        let begins = stage.releaseAt.adding(seconds: -RushCrowd.secondsEarly)
        guard try await server.expectsRelease(until: begins) else {
            throw ValidationError("The server took too long to start: the release is over. Try again.")
        }
        let crowd = RushCrowd(
            stage: stage, port: server.port, requests: requests, connections: connections, order: order)
        let result = await crowd.come()
        let proofs = try await RushProofs.check(result.receipts, port: server.port)
        let figures = server.figures()
        server.stop()
        let booked = try await stage.store.census(now: WallClock.instant()).liveAppointments
        let verified = try await stage.store.verify()
        await stage.store.close()
        let report = RushReport(
            command: self, database: stage.kind, result: result, proofs: proofs, figures: figures, booked: booked,
            isClean: verified.isClean, problem: verified.problems.first.map { "\($0.record): \($0.detail)" })
        print(json ? report.json : report.table)
        if !report.isKept { throw ExitCode(1) }
    }
}

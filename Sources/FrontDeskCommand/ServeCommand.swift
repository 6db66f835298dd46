import ArgumentParser
import Booking
import Channels
import CivilCalendar
import Foundation
import FrontDesk
import Logging
import ServiceLifecycle

/// `frontdesk serve`: answers patients over HTTP and on the line socket.
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Answer patients over HTTP and on the line socket until stopped.",
        discussion: """
            Without --hospital the demo hospital is loaded. SIGTERM and Ctrl-C drain: running turns are answered, then \
            everything is closed. Every turn is kept before it is answered, so that a killed server goes on in the \
            middle of the sentence.
            """)

    @OptionGroup var store: StoreOptions
    @OptionGroup var hospital: HospitalOptions

    @Option(help: "Address to listen on.")
    var host = "127.0.0.1"

    @Option(help: "HTTP port; 0 takes any free one.")
    var httpPort = 8080

    @Option(help: "Port of the line socket (raw).")
    var linePort = 7070

    @Option(help: "Port of the line socket for telnet.")
    var telnetPort = 7023

    @Option(help: "An origin whose pages may call the API from a browser; may be given several times.")
    var allowOrigin: [String] = []

    @Option(
        help: ArgumentHelp(
            """
            A proxy that is believed where a visitor comes from (X-Forwarded-For, and on the line socket the PROXY \
            protocol): an address or a range; may be given several times.
            """,
            valueName: "address"))
    var trustedProxy: [String] = []

    @OptionGroup var staff: StaffAccessOptions

    @Flag(help: "Serve the schedule that is in the database, and plan nothing from the hospital's files.")
    var keepSchedule = false

    @Option(help: "In which order people are served who come for a release: arrival or draw.")
    var releaseOrder = ReleaseOrder.arrival

    @Option(help: "Log level: trace, debug, info, notice, warning, error, critical.")
    var logLevel = "info"

    func validate() throws {
        for (name, port) in [("--http-port", httpPort), ("--line-port", linePort), ("--telnet-port", telnetPort)] {
            guard (0...65_535).contains(port) else { throw ValidationError("\(name) must be 0 to 65535, not \(port).") }
        }
        guard TrustedProxies(trustedProxy) != nil else {
            throw ValidationError("--trusted-proxy must be an address or a range such as 10.0.0.0/8.")
        }
        guard Logger.Level(rawValue: logLevel) != nil else {
            throw ValidationError("--log-level must be one of trace, debug, info, notice, warning, error, critical.")
        }
    }

    func run() async throws {
        OpenFiles.raiseLimit()
        let staffAccess = try staff.access()
        let logger = LogSetup.logger("frontdesk", level: Logger.Level(rawValue: logLevel) ?? .info)
        let installation = try await Installation.open(
            store: store, hospital: hospital, logger: logger, releaseOrder: releaseOrder)
        // Rather no desk than one that understands everything and can keep nothing.
        try await installation.store.write { try $0.proveWritable() }
        if !keepSchedule {
            try await installation.prepareSchedule {
                print("Loading \(installation.files.catalogue.hospital.name.zh) into \(store.shown) …")
            }
        }
        let metrics = ChannelMetrics()
        let proxies = TrustedProxies(trustedProxy) ?? TrustedProxies()
        let http = HTTPChannel(
            host: installation.desk, staff: installation.desk,
            options: HTTPOptions(
                host: host, port: httpPort, allowedOrigins: allowOrigin, staff: staffAccess,
                trustedProxies: proxies,
                moreMetrics: { installation.desk.admissionFigures.map(\.prometheusText) ?? "" }),
            metrics: metrics, logger: logger
        ) { port in announce("HTTP and chat page", "http://\(host):\(port)/") }
        let lines = LineChannel(
            host: installation.desk,
            options: LineOptions(
                host: host, rawPort: linePort, telnetPort: telnetPort, trustedProxies: proxies),
            metrics: metrics, logger: logger
        ) { ports in
            ports.raw.map { announce("Line socket", "nc \(host) \($0)") }
            ports.telnet.map { announce("Line socket for telnet", "telnet \(host) \($0)") }
        }
        let group = ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [
                    .init(service: Housekeeping(installation: installation, plansSchedule: !keepSchedule)),
                    .init(service: ReleaseWatch(installation: installation)),
                    .init(service: DeskDrain(desk: installation.desk)),
                    .init(service: OtherProcesses(desk: installation.desk)),
                    .init(service: http), .init(service: lines),
                ],
                gracefulShutdownSignals: [.sigterm, .sigint],
                logger: LogSetup.logger("frontdesk.services", level: .error)))
        do {
            try await group.run()
        } catch let error as ChannelError {
            await installation.store.close()
            throw ValidationError("\(error)")
        }
        await installation.store.close()
        print("Stopped; everything answered is kept.")
    }

    private func announce(_ what: String, _ place: String) {
        print("\(what): \(place)")
        fflush(nil)
    }
}

/// Ends event streams when the shutdown begins, so that open widgets do not hold it up.
private struct DeskDrain: NamedService {
    let name = "desk drain"
    let desk: Desk

    func run() async throws {
        try? await gracefulShutdown()
        desk.shutDown()
    }
}

/// Hears what other processes keep in the same database.
private struct OtherProcesses: NamedService {
    let name = "other processes"
    let desk: Desk

    func run() async throws {
        await cancelWhenGracefulShutdown {
            await desk.followOtherProcesses()
            // Where there are none, the service must not end before the others do.
            try? await gracefulShutdown()
        }
    }
}

import Booking
import FrontDesk
import HTTPTypes
import Hummingbird

extension HTTPFace {
    /// What people look at around a release: counts as they change, and what proves the order.
    var releaseEndpoints: [Endpoint] {
        [
            Endpoint(
                method: .get, path: "/v1/catalog/slots/events", operation: "watchSlots",
                summary: "What is left, as server-sent events or, polled, as JSON: everything, then what changes.",
                tag: "catalogue",
                parameters: [
                    .init(
                        name: "department", schema: ["type": "string"],
                        description: "Code, needed; a group means its members."),
                    .init(
                        name: "after", schema: ["type": "integer", "minimum": 0],
                        description: "Only what changed after this version."),
                    .init(
                        name: "Last-Event-ID", place: "header", schema: ["type": "integer", "minimum": 0],
                        description: "The last version that arrived; the stream goes on after it."),
                ],
                answers: [
                    .init(
                        status: 200, description: "Counts, each with a version that only grows.",
                        content: [
                            ("text/event-stream", ["type": "string"]),
                            ("application/json", Schemas.reference("SlotCounts")),
                        ])
                ],
                problems: [.invalidParameter, .unavailable], respond: watchSlots),
            Endpoint(
                method: .get, path: "/v1/releases", operation: "listReleases",
                summary: "Releases to come with their commitments, and those that are over with all that proves them.",
                tag: "catalogue",
                answers: [.json(200, "The releases.", Schemas.reference("Releases"))], respond: listReleases),
        ]
    }

    @Sendable private func watchSlots(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let departments = try departments(of: request, in: await host.catalogue)
        guard !departments.isEmpty else {
            throw Problem.parameter("department", zh: "要写科室代码", en: "the code of a department is needed")
        }
        let asked = request.uri.queryParameters["after"].map { String($0) }
        var after: Int?
        if let asked {
            guard let number = Int(asked), number >= 0 else {
                throw Problem.parameter("after", zh: "要一个不小于 0 的整数", en: "a whole number from 0 is wanted")
            }
            after = number
        }
        if let last = request.headers[HTTPField.Name("Last-Event-ID")!].flatMap({ Int($0) }) {
            after = max(after ?? 0, last)
        }
        let accept = request.headers[.accept] ?? ""
        if accept.contains("application/json") || (asked != nil && !accept.contains("text/event-stream")) {
            let version = after
            let counts = try await HTTPFace.desk { () throws(DeskError) in
                if let version { return try await host.counts(of: departments, after: version) }
                return try await host.counts(of: departments)
            }
            var writer = JSONWriter()
            writer.counts(counts)
            return HTTPFace.json(writer.bytes, cache: "no-cache")
        }
        return CountsStream(
            host: host, metrics: metrics, departments: departments, after: after, heartbeat: options.heartbeat
        ).response(to: request)
    }

    @Sendable private func listReleases(_ request: Request, _ context: DeskRequestContext) async throws -> Response {
        let (notices, records) = await host.releases()
        return HTTPFace.json(cache: "no-cache") { writer in
            writer.name("coming")
            writer.array { writer in
                for notice in notices { writer.notice(notice) }
            }
            writer.name("over")
            writer.array { writer in
                for record in records { writer.record(record) }
            }
        }
    }
}

extension JSONWriter {
    fileprivate mutating func notice(_ notice: ReleaseNotice) {
        object { writer in
            writer.member("release", notice.release)
            writer.member("at", Int(notice.at.milliseconds))
            writer.member("order", notice.order.rawValue)
            writer.member("commitment", notice.commitment)
        }
    }

    fileprivate mutating func record(_ record: ReleaseRecord) {
        object { writer in
            writer.name("notice")
            writer.notice(record.notice)
            writer.member("seed", record.seed)
            writer.member("drawn", record.drawn)
            writer.name("arrivals")
            writer.texts(record.arrivals)
        }
    }
}

/// The description of the HTTP API (OpenAPI 3.1), made from the table that the routes are registered from.
struct OpenAPIDocument {
    let endpoints: [Endpoint]

    /// The document as JSON.
    var bytes: [UInt8] {
        var writer = JSONWriter(capacity: 32 * 1024)
        writer.value(document)
        return writer.bytes
    }

    /// The document.
    var document: JSONValue {
        [
            "openapi": "3.1.0",
            "info": [
                "title": "FrontDesk",
                "version": "1",
                "description": "A hospital's front desk that people talk to, in Chinese and in English.",
            ],
            "paths": .object(paths),
            "components": [
                "securitySchemes": [
                    "conversation": [
                        "type": "http", "scheme": "bearer",
                        "description": "The token from the opening of the conversation.",
                    ],
                    "staff": [
                        "type": "http", "scheme": "bearer",
                        "description": "The token of a member of staff; its owner's name goes into the audit.",
                    ],
                ],
                "schemas": .object(Schemas.all),
            ],
        ]
    }

    private var paths: [JSONValue.Member] {
        var paths: [JSONValue.Member] = []
        for endpoint in endpoints {
            let operation = JSONValue.Member(
                name: endpoint.method.rawValue.lowercased(), value: self.operation(endpoint))
            if let index = paths.firstIndex(where: { $0.name == endpoint.path }),
                case .object(let others) = paths[index].value
            {
                paths[index].value = .object(others + [operation])
            } else {
                paths.append(JSONValue.Member(name: endpoint.path, value: .object([operation])))
            }
        }
        return paths
    }

    private func operation(_ endpoint: Endpoint) -> JSONValue {
        var members: [JSONValue.Member] = [
            .init(name: "operationId", value: .string(endpoint.operation)),
            .init(name: "summary", value: .string(endpoint.summary)),
            .init(name: "tags", value: [.string(endpoint.tag)]),
        ]
        let parameters =
            endpoint.pathParameters.map { name -> JSONValue in
                ["name": .string(name), "in": "path", "required": true, "schema": ["type": "string"]]
            }
            + endpoint.parameters.map { parameter -> JSONValue in
                [
                    "name": .string(parameter.name), "in": .string(parameter.place), "required": false,
                    "schema": parameter.schema, "description": .string(parameter.description),
                ]
            }
        if !parameters.isEmpty { members.append(.init(name: "parameters", value: .array(parameters))) }
        if let body = endpoint.body {
            members.append(
                .init(name: "requestBody", value: ["content": ["application/json": ["schema": body]]]))
        }
        if endpoint.needsToken {
            members.append(.init(name: "security", value: [["conversation": []]]))
        } else if endpoint.needsStaffToken {
            members.append(.init(name: "security", value: [["staff": []]]))
        }
        members.append(.init(name: "responses", value: .object(responses(endpoint))))
        return .object(members)
    }

    private func responses(_ endpoint: Endpoint) -> [JSONValue.Member] {
        var responses = endpoint.answers.map { answer in
            JSONValue.Member(
                name: String(answer.status),
                value: [
                    "description": .string(answer.description),
                    "content": .object(
                        answer.content.map { .init(name: $0.type, value: ["schema": $0.schema]) }),
                ])
        }
        let problems =
            endpoint.problems + (endpoint.needsToken ? [.unauthorised] : [])
            + (endpoint.needsStaffToken ? [.unauthorised, .staffNotConfigured] : [])
        for status in Set(problems.map(\.status.code)).sorted() {
            let titles = problems.filter { $0.status.code == status }.map(\.title.en)
            responses.append(
                .init(
                    name: String(status),
                    value: [
                        "description": .string(titles.joined(separator: "; ")),
                        "content": ["application/problem+json": ["schema": Schemas.reference("Problem")]],
                    ]))
        }
        return responses
    }
}

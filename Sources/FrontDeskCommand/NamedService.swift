import ServiceLifecycle

/// A service with a short name for the log; without one the service group writes out all that the service holds, which
/// is a whole hospital.
protocol NamedService: Service, CustomStringConvertible, CustomDebugStringConvertible {
    var name: String { get }
}

extension NamedService {
    var description: String { name }
    var debugDescription: String { name }
}

import Foundation

/// How many files and connections this process may have open; every line and every widget is one.
public enum OpenFiles {
    /// Raises the limit as far as the system allows.
    public static func raiseLimit() {
        let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        setrlimit(resource, &limit)
    }
}

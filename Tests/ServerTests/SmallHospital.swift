import Foundation

/// The demo hospital with clinics in a few departments only: it is planned in a moment, and everybody still finds one.
enum SmallHospital {
    private static let departments = ["derm", "eye", "dental", "ortho", "ent"]

    /// Its folder, made once and removed by the system.
    static let folder = Result { () throws -> String in
        let files = FileManager.default
        let folder = files.temporaryDirectory.appending(path: "frontdesk-hospital-\(UUID().uuidString)")
        try files.copyItem(at: ServerProcess.checkout.appending(path: "hospital/demo"), to: folder)
        // They speak of clinics that are left out.
        try files.removeItem(at: folder.appending(path: "exceptions.yaml"))
        let clinics = folder.appending(path: "clinics.csv")
        let lines = try String(contentsOf: clinics, encoding: .utf8).split(separator: "\n")
        let kept = lines.enumerated().filter { number, line in
            number == 0 || departments.contains { line.contains(",\($0),") }
        }
        try kept.map { $1 + "\n" }.joined().write(to: clinics, atomically: true, encoding: .utf8)
        return folder.path
    }
}

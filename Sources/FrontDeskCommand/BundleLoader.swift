import Booking
import Definitions
import Dialogue
import Foundation
import FrontDesk
import HospitalFiles
import Insight
import TimeExpressions
import Understanding

/// Reads everything a turn needs from the files: what people say, what the desk says, the hospital.
struct BundleLoader: Sendable {
    let home: Home

    /// Reads the definitions for a hospital.
    /// - Throws: Every problem of every file at once.
    func load(for files: HospitalFiles) throws(DefinitionProblems) -> DeskBundle {
        let log = ProblemLog()
        let intents = IntentLoader.load(directory: home.intents, as: "intents", log: log)
        let dialogues = DialogueLoader.read(from: home.dialogues, as: "dialogues", log: log)
        let triage = TriageDefinitions.read(home.intents.appending(path: "triage"), log: log)
        try log.check()
        let catalogue = files.catalogue
        let reader = Reader(
            entries: catalogue.lexiconEntries, definitions: intents,
            times: TimeParser(conventions: TimeConventions(calendar: catalogue.calendar)))
        return DeskBundle(
            catalogue: catalogue, reader: reader, definitions: dialogues, ruleFacts: [:],
            triage: { complaint in
                let advice = triage.advice(for: complaint)
                return TriageAdvice(
                    departments: advice.suggestions.map(\.department).filter { catalogue.department($0) != nil },
                    isEmergency: advice.emergency != nil)
            })
    }
}

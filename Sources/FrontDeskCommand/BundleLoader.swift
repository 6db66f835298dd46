import Booking
import CivilCalendar
import Definitions
import Dialogue
import Foundation
import FrontDesk
import HospitalFiles
import Insight
import TimeExpressions
import Understanding

extension HospitalFiles {
    /// What people ask about the rules in force on a day, in words.
    func ruleFacts(on day: CivilDate) -> [String: LocalizedText] {
        rules.inForce(on: day)
            .rules(
                for: RuleSubject(hospital: catalogue.hospital.code), calendar: catalogue.calendar, zone: catalogue.zone
            )
            .facts
    }
}

/// Reads everything a turn needs from the files: what people say, what the desk says, the hospital.
struct BundleLoader: Sendable {
    let home: Home

    /// Reads the definitions for a hospital.
    /// - Throws: Every problem of every file at once.
    func load(for files: HospitalFiles, on today: CivilDate) throws(DefinitionProblems) -> DeskBundle {
        let log = ProblemLog()
        let intents = IntentLoader.read(from: home.intents, as: "intents", log: log)
        let dialogues = DialogueLoader.read(from: home.dialogues, as: "dialogues", log: log)
        let triage = TriageDefinitions.read(home.intents.appending(path: "triage"), log: log)
        try log.check()
        let catalogue = files.catalogue
        let reader = Reader(
            entries: catalogue.lexiconEntries, definitions: intents,
            times: TimeParser(conventions: TimeConventions(calendar: catalogue.calendar)))
        return DeskBundle(
            catalogue: catalogue, reader: reader, definitions: dialogues,
            ruleFacts: files.ruleFacts(on: today),
            triage: { complaint in
                let advice = triage.advice(for: complaint)
                return TriageAdvice(
                    departments: advice.suggestions.map(\.department).filter { catalogue.department($0) != nil },
                    isEmergency: advice.emergency != nil)
            })
    }
}

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

extension HospitalFiles {
    /// What the rules in force say to a question, with a visit that is released next as the example.
    func ruleAnswers(_ topics: RuleTopics) -> @Sendable (RuleQuestion) -> [LocalizedText] {
        let (rules, catalogue) = (rules, catalogue)
        return { question in
            let asked = topics.topics(of: question.text)
            guard !asked.isEmpty else { return [] }
            let doctor = question.doctor.flatMap(catalogue.practitioner)
            let code = question.department ?? doctor?.departments.first
            let department = code.flatMap(catalogue.department)
            let today = catalogue.zone.moment(at: question.now).date
            let subject = RuleSubject(
                hospital: catalogue.hospital.code, department: code, group: department?.group,
                practitioner: doctor?.code)
            let inForce = rules.inForce(on: today).rules(
                for: subject, calendar: catalogue.calendar, zone: catalogue.zone)
            let day = today.adding(days: (inForce.number(.releaseDaysAhead) ?? 7) + 1)
            let session = ClinicSession(
                id: ClinicSessionID("example"), practitioner: doctor?.code ?? PractitionerCode("example"),
                department: code ?? DepartmentCode("example"),
                campus: catalogue.campuses.first?.code ?? CampusCode("example"), room: LocalizedText(zh: "", en: ""),
                date: day, half: .morning, feeFen: 0, releaseAt: question.now)
            let slot = Slot(
                id: SlotID("example"), session: session, startMinute: 540, endMinute: 570, capacity: 1, held: 0,
                booked: 0, status: .unreleased)
            return asked.map { inForce.answer(to: $0, example: slot, now: question.now) }
        }
    }
}

extension HospitalFiles {
    /// What the house says about itself to a question.
    func houseAnswers(_ topics: HouseTopics) -> @Sendable (String) -> [HouseAnswer] {
        let answers = answers
        return { question in
            topics.topics(of: question).compactMap { topic in
                let text = answers[topic]
                return !topic.hasText || text != nil ? HouseAnswer(topic: topic, text: text) : nil
            }
        }
    }
}

/// Reads everything a turn needs from the files: what people say, what the desk says, the hospital.
struct BundleLoader: Sendable {
    let home: Home

    /// Reads the definitions for a hospital.
    /// - Throws: Every problem of every file at once.
    func load(for files: HospitalFiles, on today: CivilDate) throws(DefinitionProblems) -> DeskBundle {
        Self.bundle(
            of: try DefinitionBundle(intents: home.intents, dialogues: home.dialogues), for: files,
            times: Self.times(of: files), on: today)
    }

    /// The parser of times that follows a hospital's calendar.
    static func times(of files: HospitalFiles) -> TimeParser {
        TimeParser(conventions: TimeConventions(calendar: files.catalogue.calendar))
    }

    /// Puts together what was read.
    static func bundle(
        of definitions: DefinitionBundle, for files: HospitalFiles, times: TimeParser, on today: CivilDate
    ) -> DeskBundle {
        let triage = definitions.triage
        let catalogue = files.catalogue
        let reader = Reader(entries: catalogue.lexiconEntries, definitions: definitions.intents, times: times)
        return DeskBundle(
            catalogue: catalogue, reader: reader, definitions: definitions.dialogue,
            ruleFacts: files.ruleFacts(on: today), ruleAnswers: files.ruleAnswers(definitions.ruleTopics),
            houseAnswers: files.houseAnswers(definitions.houseTopics),
            triage: { complaint in
                let advice = triage.advice(for: complaint)
                return TriageAdvice(
                    departments: advice.suggestions.map(\.department).filter { catalogue.department($0) != nil },
                    isEmergency: advice.emergency != nil)
            })
    }
}

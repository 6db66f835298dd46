import CivilCalendar

/// Searches slots by a wish: what fits, or why nothing does and what comes nearest.
///
/// Pure and deterministic: the same wish, slots and situation give the same answer. One pass judges every slot with
/// integers only; slots are copied for the handful that are offered.
public struct Negotiator: Sendable {
    private let catalogue: Catalogue
    private let traits: [PractitionerCode: PractitionerTraits]

    /// Makes a negotiator; keep it as long as the catalogue.
    public init(catalogue: Catalogue) {
        self.catalogue = catalogue
        traits = Dictionary(
            catalogue.practitioners.map {
                ($0.code, PractitionerTraits(title: $0.title, sex: $0.sex, feeFen: $0.feeFen))
            }, uniquingKeysWith: { first, _ in first })
    }

    /// The departments whose slots a negotiation needs: the wished ones with groups expanded, else those of the wished
    /// doctors; empty when the wish names neither.
    public func departments(for wish: Wish) -> [DepartmentCode] {
        var seen: Set<DepartmentCode> = []
        let named = wish.department.anyOf.flatMap { code in
            let members = catalogue.members(of: code)
            return members.isEmpty ? [code] : members
        }
        let doctors = wish.practitioner.anyOf.flatMap { catalogue.practitioner($0)?.departments ?? [] }
        return (named + doctors).filter { seen.insert($0).inserted }
    }

    /// Answers a wish.
    ///
    /// - Parameters:
    ///   - wish: what is asked for.
    ///   - slots: the slots of ``departments(for:)`` over the whole horizon, of every status.
    ///   - situation: the clock, the patient and how many offers to make.
    public func negotiate(_ wish: Wish, among slots: [Slot], _ situation: Situation) -> Negotiation {
        let (first, last) = Self.span(of: slots, now: situation.now)
        let compiled = CompiledWish(
            wish, catalogue: catalogue, traits: traits, situation: situation, first: first, last: last)
        var fitting: [Assessment] = []
        var others: [Assessment] = []
        var conflict = ConflictFinder()
        slots.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for index in 0..<buffer.count {
                guard let assessment = compiled.assess(base + index, at: index) else { continue }
                conflict.note(assessment)
                guard assessment.state == .free else { continue }
                if assessment.lost.isEmpty {
                    fitting.append(assessment)
                } else if fitting.isEmpty {
                    others.append(assessment)
                }
            }
        }
        if !fitting.isEmpty {
            let chosen = FittingChoice(slots: slots, compiled: compiled).pick(from: fitting, limit: situation.limit)
            return Negotiation(
                fitting: chosen.map { Offer(slot: slots[$0], givesUp: []) }, conflict: nil, alternatives: [],
                fittingCount: fitting.count)
        }
        let relaxation = Relaxation(slots: slots, compiled: compiled, free: others)
        var reason = conflict.reason(slots: slots, compiled: compiled, catalogue: catalogue)
        if reason == .offDay, isClinic(of: wish, among: slots, situation, first, last) { reason = .othersOnly }
        return Negotiation(
            fitting: [], conflict: reason,
            alternatives: relaxation.alternatives(limit: situation.limit), reliefs: relaxation.reliefs())
    }

    /// Whether there is a clinic at the wished time and place that lacks nothing but the doctor that was asked for.
    private func isClinic(
        of wish: Wish, among slots: [Slot], _ situation: Situation, _ first: CivilDate, _ last: CivilDate
    ) -> Bool {
        guard wish.practitioner.anyOf.isEmpty else { return false }
        var anybody = wish
        anybody.practitioner = Choice()
        anybody.title = Choice()
        anybody.sex = Choice()
        anybody.feeLimitFen = nil
        guard anybody != wish else { return false }
        let compiled = CompiledWish(
            anybody, catalogue: catalogue, traits: traits, situation: situation, first: first, last: last)
        return slots.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return false }
            return buffer.indices.contains { compiled.assess(base + $0, at: $0)?.lost.isEmpty ?? false }
        }
    }

    /// The days from the earliest to the latest slot, today included.
    private static func span(of slots: [Slot], now: CivilMoment) -> (first: CivilDate, last: CivilDate) {
        var first = now.date
        var last = now.date
        slots.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return }
            for index in 0..<buffer.count {
                let date = base[index].session.date
                if date < first { first = date }
                if date > last { last = date }
            }
        }
        return (first, last)
    }
}

import Booking
import CivilCalendar
import TimeExpressions

extension DialogueState {
    /// Takes the answer to a wish: what fits or what comes nearest is held before it is said.
    mutating func found(_ negotiation: Negotiation, _ turn: inout Turn) {
        guard let task = taskIndex else { return }
        frames[task].conflict = negotiation.conflict
        noteUnmet(negotiation, task)
        var offers = negotiation.fitting.isEmpty ? negotiation.alternatives : negotiation.fitting
        if offers.isEmpty {
            // What was a must is only given up when it is asked about; this asks.
            offers = negotiation.reliefs.map { Offer(slot: $0.nearest, givesUp: [$0.sacrifice]) }
        }
        let placed = offers.prefix(optionLimit(turn)).map(PlacedOffer.init)
        guard let first = placed.first else { return nothingFound(task, &turn) }
        let takesFirst = !negotiation.fitting.isEmpty && means(first, frames[task])
        let kept = takesFirst ? [first] : placed
        hold(kept.map(\.slot), .offers(kept, takesFirst: takesFirst), &turn)
    }

    /// Whether a wish means one slot: it names the time or asks for the earliest, and nothing was refused before.
    private func means(_ offer: PlacedOffer, _ frame: Frame) -> Bool {
        guard frame.refused.isEmpty, case .when(let wish, _)? = frame.fields[.when]?.value else { return false }
        if wish.order != nil { return true }
        return wish.anyOf.contains { constraint in
            guard let around = constraint.aroundMinute else { return false }
            return offer.startMinute <= around && around < offer.endMinute
        }
    }

    private mutating func nothingFound(_ task: Int, _ turn: inout Turn) {
        releaseHolds(&turn)
        if let conflict = frames[task].conflict {
            say(reply(to: conflict, frames[task], turn), &turn)
        } else {
            say("conflict.nothing", arguments(turn), &turn)
        }
        askOtherTime(task, &turn)
    }

    /// Takes the answer to a request for holds.
    mutating func held(_ outcome: HoldOutcome, _ turn: inout Turn) {
        let purpose = pending
        pending = nil
        heldUntil = outcome.holds.map(\.expiresAt).min() ?? heldUntil
        guard let task = taskIndex else { return }
        let gone = Set(outcome.refused.filter { $0.value != .tooManyHolds }.map(\.key))
        switch purpose {
        case .offers(let offers, let takesFirst):
            let kept = offers.filter { !gone.contains($0.slot) }
            frames[task].refused += gone.sorted()
            guard let first = kept.first else { return searchOnce(more: offers[0], &turn) }
            frames[task].offers = kept
            if takesFirst {
                take(first, task, &turn)
            } else {
                sayOffers(&turn)
            }
        case .chosen(let offer):
            if gone.contains(offer.slot) {
                frames[task].refuse([offer])
                searchOnce(more: offer, &turn)
            } else {
                take(offer, task, &turn)
            }
        default: return
        }
    }

    /// Searches again in the same turn after a race was lost, but not without end.
    private mutating func searchOnce(more lost: PlacedOffer, _ turn: inout Turn) {
        if retries == 0 { say("notice.just_taken", offerArguments(lost), &turn) }
        retries += 1
        if retries <= 3 {
            search(&turn)
        } else if let task = taskIndex {
            askOtherTime(task, &turn)
        }
    }

    /// Chooses an offer: from now on only its slot is held.
    mutating func choose(_ offer: PlacedOffer, _ turn: inout Turn) {
        question = nil
        failures = 0
        hold([offer.slot], .chosen(offer), &turn)
    }

    private mutating func take(_ offer: PlacedOffer, _ task: Int, _ turn: inout Turn) {
        frames[task].chosen = offer
        question = nil
        advance(&turn)
    }

    /// Looks for something earlier or later than what is on the table.
    mutating func move(_ order: TimeOrder, past offers: [PlacedOffer], _ turn: inout Turn) {
        guard let task = taskIndex, let first = offers.min(by: PlacedOffer.isEarlier),
            let last = offers.max(by: PlacedOffer.isEarlier)
        else { return }
        var isOneDay = false
        if case .when(let wish, _)? = frames[task].fields[.when]?.value, wish.anyOf.count == 1 {
            isOneDay = wish.anyOf[0].firstDay != nil && wish.anyOf[0].firstDay == wish.anyOf[0].lastDay
        }
        let edge = order == .earliest ? first : last
        let onThatDay = TimeConstraint(
            firstDay: edge.date, lastDay: edge.date, fromMinute: order == .earliest ? nil : edge.startMinute + 1,
            toMinute: order == .earliest ? edge.startMinute : nil)
        let otherDays =
            order == .earliest
            ? TimeConstraint(lastDay: edge.date.adding(days: -1)) : TimeConstraint(firstDay: edge.date.adding(days: 1))
        frames[task].refuse(offers)
        frames[task].bounds = isOneDay ? [onThatDay] : [onThatDay, otherDays]
        search(&turn)
    }

    /// Says what is on the table and asks which.
    mutating func sayOffers(_ turn: inout Turn) {
        guard let task = taskIndex, !frames[task].offers.isEmpty else { return advance(&turn) }
        let offers = frames[task].offers
        let conflict = frames[task].conflict
        let isKnown = conflict != nil && conflict == frames[task].toldConflict
        if let conflict, question != .offer, !isKnown {
            say(reply(to: conflict, frames[task], turn), &turn)
            frames[task].toldConflict = conflict
        }
        let isNearest = frames[task].conflict != nil
        var arguments = arguments(turn).merging(offerArguments(offers[0])) { _, new in new }
        let shape = isNearest ? .mixed : OfferShape(offers)
        if let heldUntil {
            let left = heldUntil.milliseconds - turn.context.instant.milliseconds
            arguments["minutes"] = .number(max(1, Int(left / 60_000)))
        }
        arguments["offers"] = .lines(
            offers.enumerated().map { number, offer in
                var line = offerArguments(offer)
                line["n"] = .number(number + 1)
                line["gives_up"] = givesUp(offer)
                return Reply("offer.line.\(shape.rawValue)", line)
            })
        arguments["gives_up"] = givesUp(offers[0])
        let key =
            offers.count == 1
            ? (isNearest ? "offer.instead" : "offer.one")
            : isNearest ? (isKnown ? "offer.next" : "offer.nearest") : "offer.fitting.\(shape.rawValue)"
        ask(.offer, Reply(key, arguments, choices: choices(of: offers)), &turn)
    }

    /// Reminds of the offers without listing them again; one alone is said in full.
    mutating func recallOffers(_ turn: inout Turn) {
        guard let task = taskIndex, frames[task].offers.count > 1 else { return sayOffers(&turn) }
        let offers = frames[task].offers
        say(Reply("again.offers", ["count": .number(offers.count)], choices: choices(of: offers)), &turn)
    }

    /// Buttons that name each offer and pick it by its number.
    func choices(of offers: [PlacedOffer]) -> [ReplyChoice] {
        offers.enumerated().map { number, offer in
            ReplyChoice(label: Reply("choice.offer", offerArguments(offer)), say: Reply("choice.nth.\(number + 1)"))
        }
    }

    private func givesUp(_ offer: PlacedOffer) -> ReplyValue {
        .words(offer.givesUp.map { .reply(Reply("gives_up.\($0.rawValue)", offerArguments(offer))) })
    }
}

/// What the offers on the table have in common, so that it need not be said with each.
enum OfferShape: String {
    /// Doctor and day: only the times differ.
    case times
    /// The day.
    case day
    /// Nothing that is left out.
    case mixed

    /// Finds what they have in common.
    init(_ offers: [PlacedOffer]) {
        let days = Set(offers.map(\.date))
        let doctors = Set(offers.map(\.practitioner))
        self = days.count > 1 ? .mixed : doctors.count > 1 ? .day : .times
    }
}

extension PlacedOffer {
    /// By day and start.
    static func isEarlier(_ left: PlacedOffer, _ right: PlacedOffer) -> Bool {
        (left.date, left.startMinute) < (right.date, right.startMinute)
    }
}

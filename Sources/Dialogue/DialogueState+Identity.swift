import Booking
import CivilCalendar
import Understanding

extension DialogueState {
    /// Puts the proof of the phone on top; the wish beneath is kept meanwhile.
    mutating func pushIdentify(_ turn: inout Turn) {
        let below = arguments(turn)
        let reason: ReplyValue? = frames.last.map { .reply(Reply("reason.\($0.form.rawValue)", below)) }
        var frame = Frame(form: .identify, turn: self.turn)
        if let task = taskIndex, let known = frames[task].fields[.phone] { frame.fields[.phone] = known }
        frames.append(frame)
        // A code that is on its way need not be asked for twice.
        if frame.fields[.phone] == nil, let phone { frame.fields[.phone] = FieldRecord(.text(phone), turn: self.turn) }
        frames[frames.count - 1] = frame
        guard frame.fields[.phone] == nil else { return advance(&turn) }
        var arguments = arguments(turn)
        arguments["reason"] = reason
        ask(.field(.phone), Reply("ask.phone", arguments), &turn)
    }

    /// Sends a code to the phone that is known, or asks for the phone.
    mutating func advanceIdentify(_ turn: inout Turn) {
        guard let top = frames.indices.last else { return }
        guard case .text(let digits)? = frames[top].fields[.phone]?.value else {
            ask(.field(.phone), Reply("ask.phone", arguments(turn)), &turn)
            return
        }
        if phone == digits {
            ask(.code, Reply("ask.code.again", ["phone": .digits(DialogueState.maskedPhone(digits))]), &turn)
            return
        }
        phone = digits
        turn.effects.append(.issueCode(codeRequest(digits, turn)))
    }

    private func codeRequest(_ phone: String, _ turn: Turn) -> CodeRequest {
        CodeRequest(
            phone: phone, conversation: turn.context.conversation, address: turn.context.address,
            language: language.rawValue)
    }

    /// Sends the code once more.
    mutating func resendCode(_ turn: inout Turn) {
        guard let phone else { return reask(&turn) }
        turn.effects.append(.issueCode(codeRequest(phone, turn)))
    }

    /// What became of sending a code.
    mutating func codeIssued(_ issue: CodeIssue, _ turn: inout Turn) {
        let digits = ReplyValue.digits(phone.map(DialogueState.maskedPhone) ?? "")
        switch issue {
        case .sent: ask(.code, Reply("ask.code", ["phone": digits]), &turn)
        case .tooSoon(let next):
            let wait = max(1, (next.milliseconds - turn.context.instant.milliseconds + 999) / 1000)
            ask(.code, Reply("ask.code.too_soon", ["phone": digits, "seconds": .number(Int(wait))]), &turn)
        case .tooMany(let next):
            phone = nil
            frames[frames.count - 1].fields[.phone] = nil
            if let task = taskIndex { frames[task].fields[.phone] = nil }
            say(
                "problem.too_many_codes",
                ["at": .instant(next), "phone": .digits(turn.catalogue.hospital.phone)], &turn)
            ask(.field(.phone), Reply("again.phone", arguments(turn)), &turn)
        }
    }

    /// Takes a code, a new phone or "it did not come"; false when it is none of these.
    mutating func answerCode(_ heard: Heard, _ turn: inout Turn) -> Bool {
        guard let phone, let top = frames.indices.last else { return false }
        if let code = heard.code ?? heard.number.map(DialogueState.sixDigits) {
            turn.effects.append(.checkCode(code, request: codeRequest(phone, turn)))
            return true
        }
        if let record = heard.values[.phone] {
            frames[top].fields[.phone] = record
            question = nil
            advanceIdentify(&turn)
            return true
        }
        if heard.understood.namedFields.contains(Field.phone.rawValue) || (heard.has(.correct) && !heard.hasValues) {
            // "换个号码", "wrong number": the code went to the wrong phone.
            self.phone = nil
            frames[top].fields[.phone] = nil
            ask(.field(.phone), Reply("again.phone", arguments(turn)), &turn)
            return true
        }
        guard heard.has(.unknownAnswer) || heard.has(.alternatives) || heard.has(.deny), !heard.hasValues else {
            return false
        }
        resendCode(&turn)
        return true
    }

    /// What became of a code.
    mutating func codeChecked(_ check: CodeCheck, _ turn: inout Turn) {
        switch check {
        case .proven(let account):
            self.account = account
            phone = nil
            patients = nil
            failures = 0
            question = nil
            if frames.last?.form == .identify { frames.removeLast() }
            if let task = taskIndex { frames[task].fields[.phone] = nil }
            // What a stopped clinic took away is told before anything else.
            pending = .proof
            turn.effects.append(.listStopOffers(of: account.id))
        case .wrong(let left):
            ask(.code, Reply("problem.code", ["left": .number(left)]), &turn)
        case .over:
            say("problem.code_over", &turn)
            resendCode(&turn)
        }
    }

    /// Goes on with what the phone was proven for.
    mutating func goOnAfterProof(_ turn: inout Turn) {
        guard !frames.isEmpty else { return say("proven", &turn) }
        advance(&turn)
    }

    /// A number as it was typed for a code: leading zeros restored.
    private static func sixDigits(_ number: Int) -> String {
        let digits = String(number)
        return digits.utf8.count < 6 ? String(repeating: "0", count: 6 - digits.utf8.count) + digits : digits
    }

    /// A phone with everything but its first three and last four digits hidden.
    static func maskedPhone(_ digits: String) -> String {
        guard digits.utf8.count > 7 else { return digits }
        return digits.prefix(3) + String(repeating: "*", count: digits.utf8.count - 7) + digits.suffix(4)
    }
}

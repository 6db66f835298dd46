import CivilCalendar

/// A one-time code as the in-memory desk keeps it; in the clear, because nothing leaves the process.
public struct SentCode: Hashable, Sendable {
    /// Who asked and in which conversation.
    public let request: CodeRequest
    /// The six digits.
    public let code: String
    /// When it was sent.
    public let at: Instant
    /// Until when it works.
    public let until: Instant
    var triesLeft: Int
    var isUsed = false
}

extension InMemoryDesk {
    /// Patients of an account, the owner first.
    public func patients(of account: AccountID) throws -> [Patient] {
        let all = people[account] ?? []
        return all.filter { $0.relation == .me } + all.filter { $0.relation != .me }
    }

    /// Registers a patient; the same identity number in the same account is the same patient.
    public func register(
        _ patient: NewPatient, account: AccountID, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        let known = people[account] ?? []
        let number = patient.idNumber.flatMap { try? IdentityNumber($0) }
        if let number, let same = known.first(where: { idNumbers[$0.id] == number.text }) { return .success(same) }
        guard known.count < limits.patientsPerAccount else {
            return .failure(
                .rule(
                    RuleDenial(
                        parameter: "patientsPerAccount", value: String(limits.patientsPerAccount),
                        observed: String(known.count))))
        }
        let made = Patient(
            id: PatientID(nextID("patient")), name: patient.name, relation: patient.relation,
            birthDate: number?.birthDate ?? patient.birthDate, sex: number?.sex ?? patient.sex)
        people[account, default: []].append(made)
        if let number { idNumbers[made.id] = number.text }
        return .success(made)
    }

    /// Makes a code and appends it to ``sentCodes``.
    public func issueCode(_ request: CodeRequest, now: Instant) throws -> CodeIssue {
        let samePhone = sentCodes.filter { $0.request.phone == request.phone }
        if let last = samePhone.last {
            let next = last.at.adding(seconds: limits.codeResendSeconds)
            if now < next { return .tooSoon(next: next) }
        }
        let sameAddress = sentCodes.filter { request.address != nil && $0.request.address == request.address }
        for (sent, limit) in [
            (samePhone, limits.codesPerPhoneAndHour), (sameAddress, limits.codesPerAddressAndHour),
        ] {
            let recent = sent.filter { $0.at.adding(seconds: 3600) > now }
            if recent.count >= limit { return .tooMany(next: recent[recent.count - limit].at.adding(seconds: 3600)) }
        }
        let digits = String(chance.next() % 1_000_000)
        let code = String(repeating: "0", count: 6 - digits.count) + digits
        let until = now.adding(seconds: limits.codeSeconds)
        sentCodes.append(
            SentCode(request: request, code: code, at: now, until: until, triesLeft: limits.codeTries))
        return .sent(until: until)
    }

    /// Checks a code against the newest one of the phone in this conversation.
    public func checkCode(_ code: String, request: CodeRequest, now: Instant) throws -> CodeCheck {
        let latest = sentCodes.lastIndex {
            $0.request.phone == request.phone && $0.request.conversation == request.conversation
        }
        guard let latest, !sentCodes[latest].isUsed, sentCodes[latest].triesLeft > 0, now < sentCodes[latest].until
        else { return .over }
        guard sentCodes[latest].code == code else {
            sentCodes[latest].triesLeft -= 1
            return sentCodes[latest].triesLeft == 0 ? .over : .wrong(left: sentCodes[latest].triesLeft)
        }
        sentCodes[latest].isUsed = true
        return .proven(account(of: request.phone))
    }

    /// The account of a phone, made where there is none.
    public func account(of phone: String) -> Account {
        let known = accounts.first { $0.value == phone }?.key
        let id = known ?? AccountID(nextID("account"))
        accounts[id] = phone
        let hidden = max(0, phone.count - 7)
        let masked = phone.prefix(3) + String(repeating: "*", count: hidden) + phone.suffix(min(4, phone.count))
        return Account(id: id, maskedPhone: hidden == 0 ? phone : String(masked))
    }
}

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
        let all = (links[account] ?? []).compactMap { patient($0) }
        return all.filter { $0.relation == .me } + all.filter { $0.relation != .me }
    }

    /// Registers a patient.
    ///
    /// The same name and relation in one account is the same person, of whom something more may be learnt; the same
    /// identity number under the same name is the same person in every account.
    public func register(
        _ new: NewPatient, account: AccountID, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        var number: IdentityNumber?
        if let text = new.idNumber {
            do throws(IdentityNumber.Problem) {
                number = try IdentityNumber(text)
            } catch {
                return .failure(.rule(RuleDenial(parameter: "idNumber", value: "GB 11643", observed: "\(error)")))
            }
        }
        let birthDate = new.birthDate ?? number?.birthDate
        let sex = new.sex ?? number?.sex
        let owner = number.flatMap { number in persons.first { $0.value.idNumber == number.text }?.key }
        let known = try patients(of: account)
        if let same = known.first(where: { $0.isSamePerson(name: new.name, relation: new.relation, born: birthDate) }) {
            if let owner, owner != same.id { return .failure(Self.nameAndNumberDiffer) }
            persons[same.id]?.birthDate = same.birthDate ?? birthDate
            persons[same.id]?.sex = same.sex ?? sex
            if let number, persons[same.id]?.idNumber == nil { persons[same.id]?.idNumber = number.text }
            return .success(patient(Link(patient: same.id, relation: same.relation)) ?? same)
        }
        if new.relation == .me, known.contains(where: { $0.relation == .me }) {
            return .failure(.rule(RuleDenial(parameter: "ownersPerAccount", value: "1", observed: "1")))
        }
        guard known.count < limits.patientsPerAccount else {
            return .failure(
                .rule(
                    RuleDenial(
                        parameter: "patientsPerAccount", value: String(limits.patientsPerAccount),
                        observed: String(known.count))))
        }
        if let owner, persons[owner]?.name != new.name { return .failure(Self.nameAndNumberDiffer) }
        let id = owner ?? PatientID(nextID("patient"))
        if owner == nil {
            persons[id] = Person(name: new.name, birthDate: birthDate, sex: sex, idNumber: number?.text)
        }
        let link = Link(patient: id, relation: new.relation)
        links[account, default: []].append(link)
        return patient(link).map { .success($0) } ?? .failure(.unknownPatient)
    }

    /// Corrects the name of a patient for whom no visit was ever booked.
    public func rename(
        _ patient: PatientID, to name: String, account: AccountID, now: Instant
    ) throws -> Result<Patient, BookingRefusal> {
        guard let link = links[account]?.first(where: { $0.patient == patient }) else {
            return .failure(.unknownPatient)
        }
        guard !files.values.contains(where: { $0.appointment.patient.id == patient }) else {
            return .failure(.nameIsProven)
        }
        persons[patient]?.name = name
        return self.patient(link).map { .success($0) } ?? .failure(.unknownPatient)
    }

    /// Makes a code and appends it to ``sentCodes``.
    public func issueCode(_ request: CodeRequest, now: Instant) throws -> CodeIssue {
        func room(_ sent: [SentCode], _ limit: Int) -> Instant? {
            let recent = sent.filter { $0.at.adding(seconds: 3600) > now }
            return recent.count < limit ? nil : recent[recent.count - limit].at.adding(seconds: 3600)
        }
        let toPhone = sentCodes.filter { $0.request.phone == request.phone }
        if let next = room(toPhone, limits.codesPerPhoneAndHour) { return .tooMany(next: next) }
        if let next = toPhone.last?.at.adding(seconds: limits.codeResendSeconds), now < next {
            return .tooSoon(next: next)
        }
        let toAddress = sentCodes.filter { request.address != nil && $0.request.address == request.address }
        if let next = room(toAddress, limits.codesPerAddressAndHour) { return .tooMany(next: next) }
        let digits = String(UInt64.random(in: 0..<1_000_000, using: &chance))
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
            return .wrong(left: sentCodes[latest].triesLeft)
        }
        sentCodes[latest].isUsed = true
        return .proven(account(of: request.phone))
    }

    /// The account of a phone, made where there is none.
    public func account(of phone: String) -> Account {
        let id = phones[phone] ?? AccountID(nextID("account"))
        phones[phone] = id
        let shown = phone.count > 7 ? (phone.prefix(3), phone.suffix(4)) : ("", "")
        let stars = String(repeating: "*", count: phone.count - shown.0.count - shown.1.count)
        return Account(id: id, maskedPhone: shown.0 + stars + shown.1)
    }

    /// A person as seen from an account.
    func patient(_ link: Link) -> Patient? {
        persons[link.patient].map {
            Patient(
                id: link.patient, name: $0.name, relation: link.relation, birthDate: $0.birthDate, sex: $0.sex)
        }
    }

    private static let nameAndNumberDiffer = BookingRefusal.rule(
        RuleDenial(parameter: "realNameLevel", value: "name and identity number agree", observed: "they do not"))
}

extension Patient {
    /// Whether a registration means this person again: same name and relation, and no other day of birth.
    fileprivate func isSamePerson(name: String, relation: Relation, born: CivilDate?) -> Bool {
        self.name == name && self.relation == relation && (birthDate == nil || born == nil || birthDate == born)
    }
}

import Booking
import CivilCalendar

extension SQLDesk {
    func issueCode(_ request: CodeRequest, now: Instant) throws -> CodeIssue {
        let phoneHash = vault.lookupHash(request.phone)
        let addressHash = request.address.map { vault.lookupHash($0) }
        try sql.lock("phone/\(phoneHash)")
        if let refusal = try codeLimit(phoneHash: phoneHash, addressHash: addressHash, now: now) { return refusal }
        try sql.run(
            """
            UPDATE one_time_code SET state = 'over'
            WHERE hospital = $1 AND phone_hash = $2 AND conversation = $3 AND state = 'open'
            """, hospital, phoneHash, request.conversation)
        let id = ids.next(at: now)
        let digits = String(chance.next(below: 1_000_000))
        let code = String(repeating: "0", count: 6 - digits.utf8.count) + digits
        let until = now.adding(seconds: limits.codeSeconds)
        try sql.run(
            """
            INSERT INTO one_time_code (hospital, id, phone_hash, address_hash, conversation, code_hash, state, tries,
                issued_at, expires_at)
            VALUES ($1, $2, $3, $4, $5, $6, 'open', 0, $7, $8)
            """, hospital, id, phoneHash, addressHash, request.conversation,
            vault.codeHash(code, boundTo: id), now, until)
        let name = try sql.run("SELECT name_zh, name_en FROM hospital WHERE code = $1", hospital).first
        let body = messages.code(
            code, minutes: limits.codeSeconds / 60, hospital: try name?.localized(0) ?? LocalizedText(zh: "", en: ""),
            language: request.language)
        try post(
            kind: "code", to: request.phone, body: body, uniqueKey: "code/\(id)",
            subject: "conversation/\(request.conversation)", now: now)
        return .sent(until: until)
    }

    func checkCode(_ code: String, request: CodeRequest, now: Instant) throws -> CodeCheck {
        let phoneHash = vault.lookupHash(request.phone)
        try sql.lock("phone/\(phoneHash)")
        let rows = try sql.run(
            """
            SELECT id, code_hash, tries, expires_at FROM one_time_code
            WHERE hospital = $1 AND phone_hash = $2 AND conversation = $3 AND state = 'open'
            """, hospital, phoneHash, request.conversation)
        guard let row = rows.first, now < (try row.instant(3)) else { return .over }
        let id = try row.text(0)
        let tries = try row.integer(2) + 1
        let isRight = try row.text(1) == vault.codeHash(code, boundTo: id)
        let state = isRight ? "used" : tries >= limits.codeTries ? "over" : "open"
        try sql.run(
            "UPDATE one_time_code SET state = $3, tries = $4 WHERE hospital = $1 AND id = $2", hospital, id, state,
            tries)
        guard isRight else { return .wrong(left: limits.codeTries - tries) }
        return .proven(try account(ofPhone: request.phone, hash: phoneHash, language: request.language, now: now))
    }

    /// Why no code may be sent now.
    private func codeLimit(phoneHash: String, addressHash: String?, now: Instant) throws -> CodeIssue? {
        let hourAgo = now.adding(seconds: -3600)
        func sent(_ rows: [SQLRow], limit: Int) throws -> Instant? {
            // Newest first: when the limit-th newest leaves the hour, there is room again.
            rows.count < limit ? nil : try rows[limit - 1].instant(0).adding(seconds: 3600)
        }
        let toPhone = try sql.run(
            """
            SELECT issued_at FROM one_time_code WHERE hospital = $1 AND phone_hash = $2 AND issued_at > $3
            ORDER BY issued_at DESC, id DESC LIMIT $4
            """, hospital, phoneHash, hourAgo, limits.codesPerPhoneAndHour)
        if let next = try sent(toPhone, limit: limits.codesPerPhoneAndHour) { return .tooMany(next: next) }
        if let last = try toPhone.first?.instant(0) {
            let next = last.adding(seconds: limits.codeResendSeconds)
            if now < next { return .tooSoon(next: next) }
        }
        guard let addressHash else { return nil }
        let toAddress = try sql.run(
            """
            SELECT issued_at FROM one_time_code WHERE hospital = $1 AND address_hash = $2 AND issued_at > $3
            ORDER BY issued_at DESC, id DESC LIMIT $4
            """, hospital, addressHash, hourAgo, limits.codesPerAddressAndHour)
        return try sent(toAddress, limit: limits.codesPerAddressAndHour).map { .tooMany(next: $0) }
    }

    /// The account of a proven phone, opened where there is none.
    private func account(ofPhone phone: String, hash: String, language: String, now: Instant) throws -> Account {
        let known = try sql.run(
            """
            UPDATE account SET language = $3 WHERE hospital = $1 AND phone_hash = $2 RETURNING id, masked_phone
            """, hospital, hash, language)
        if let row = known.first { return Account(id: try row.id(0), maskedPhone: try row.text(1)) }
        let account = Account(id: AccountID(ids.next(at: now)), maskedPhone: masked(phone))
        try sql.run(
            """
            INSERT INTO account (hospital, id, phone_sealed, phone_hash, masked_phone, language, opened_at)
            VALUES ($1, $2, $3, $4, $5, $6, $7)
            """, hospital, account.id, try vault.seal(phone, place: "account/\(account.id)/phone"), hash,
            account.maskedPhone, language, now)
        try audit(
            "open_account", target: "account/\(account.id)", actor: "account/\(account.id)", reason: "phone_proven",
            consent: nil, now: now)
        return account
    }
}

extension ChanceSource {
    /// A number in 0..<`bound`, each equally likely.
    func next(below bound: UInt64) -> UInt64 {
        // Bits at or above the largest multiple of the bound would favour small numbers.
        let limit = UInt64.max - UInt64.max % bound
        var bits = next()
        while bits >= limit { bits = next() }
        return bits % bound
    }
}

/// A phone with all but the first three and last four digits hidden; wholly hidden when it is that short.
private func masked(_ phone: String) -> String {
    let digits = Array(phone)
    guard digits.count > 7 else { return String(repeating: "*", count: digits.count) }
    return String(digits.prefix(3)) + String(repeating: "*", count: digits.count - 7) + String(digits.suffix(4))
}

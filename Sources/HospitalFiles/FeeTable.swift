import Booking

/// What a visit costs by the doctor's title, and by half-day and campus where that makes a difference.
public struct FeeTable: Hashable, Sendable {
    /// A line of the table; the narrowest that fits wins, later lines before earlier ones.
    public struct Line: Hashable, Sendable {
        /// The doctor's title.
        public var title: PractitionerTitle
        /// Only this half of the day.
        public var half: ClinicSession.Half?
        /// Only this campus.
        public var campus: CampusCode?
        /// The fee in fen.
        public var feeFen: Int
    }

    /// The lines, in the file's order.
    public var lines: [Line]

    /// The fee of a title whatever the time and place, in fen; `nil` when the table does not say.
    func base(_ title: PractitionerTitle) -> Int? {
        lines.last { $0.title == title && $0.half == nil && $0.campus == nil }?.feeFen
    }

    /// The fee of a visit where time or place make a difference, in fen; `nil` when they make none.
    func special(_ title: PractitionerTitle, half: ClinicSession.Half, campus: CampusCode) -> Int? {
        func breadth(_ line: Line) -> Int { (line.half == nil ? 1 : 0) + (line.campus == nil ? 1 : 0) }
        let fitting = lines.filter {
            $0.title == title && ($0.half ?? half) == half && ($0.campus ?? campus) == campus && breadth($0) < 2
        }
        return fitting.reversed().min { breadth($0) < breadth($1) }?.feeFen
    }
}

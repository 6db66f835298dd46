import Booking
import CivilCalendar
import FrontDesk
import TimeExpressions

/// A conversation as a fixture: what is said in a world, and what the desk must make of it.
public struct ConversationTest: Hashable, Sendable {
    /// Its name, a sentence.
    public var name: String
    /// The file, as it was given to the loader.
    public var file: String
    /// The line where it begins.
    public var line: Int
    /// Kinds of trouble it is about.
    public var tags: [String]
    /// The name of its world.
    public var world: String
    /// The wall clock at the beginning, where it differs from the world's.
    public var clock: CivilMoment?
    /// The language the conversation is opened in.
    public var language: Language
    /// Where the talk takes place; it is run once on each.
    public var channels: [ChannelKind]
    /// What happens, in order.
    public var turns: [TestTurn]

    /// `file:line`.
    public var place: String { "\(file):\(line)" }

    /// How many paths cover every phrasing of every turn: as many as the turn with the most phrasings has.
    public var pathCount: Int { turns.map(\.action.phrasings).max() ?? 1 }
}

/// One thing that happens, and what must follow.
public struct TestTurn: Hashable, Sendable {
    /// What happens.
    public enum Action: Hashable, Sendable {
        /// Somebody says something; every phrasing must lead to the same.
        case say([String])
        /// The nth choice of the last reply is tapped, counted from 1.
        case tap(Int)
        /// Two messages arrive at once.
        case two(String, String)
        /// The last message arrives again under the same id and must get the same answer.
        case again
        /// Time passes.
        case wait(seconds: Int)
        /// A place that was taken through another channel is given back; what the desk says of it is heard.
        case freed(PractitionerCode, CivilMoment)
        /// The process is killed and started again.
        case restart
        /// The line drops and is taken up again with the resume code.
        case hangUp
        /// Staff stop the clinic of a doctor in which a visit begins at a time.
        case stop(PractitionerCode, CivilMoment)

        /// How many ways it can be said.
        var phrasings: Int {
            if case .say(let texts) = self { texts.count } else { 1 }
        }
    }

    /// The line.
    public var line: Int
    /// What happens.
    public var action: Action
    /// What must hold after it.
    public var expectations: [Expectation]
}

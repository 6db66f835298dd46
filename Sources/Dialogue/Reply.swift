import Booking
import CivilCalendar

/// One thing to say, before it is put into words: the key of a text and what goes into it.
public struct Reply: Hashable, Sendable, Codable {
    /// The key in `dialogues/say`, such as `ask.when`.
    public var key: String
    /// What goes into the text, by the name of its place.
    public var arguments: [String: ReplyValue]
    /// Answers to tap or to read out.
    public var choices: [ReplyChoice]
    /// Facts to lay out.
    public var card: ReplyCard?
    /// Which of several wordings is used; the turn in which it was first said, so that a repeat is word for word.
    public var wording = 0

    /// Makes a reply.
    public init(
        _ key: String, _ arguments: [String: ReplyValue] = [:], choices: [ReplyChoice] = [], card: ReplyCard? = nil
    ) {
        self.key = key
        self.arguments = arguments
        self.choices = choices
        self.card = card
    }
}

/// Facts to lay out: a heading and labelled values.
public struct ReplyCard: Hashable, Sendable, Codable {
    /// The text of the heading.
    public var title: String
    /// The lines, in order.
    public var rows: [Row]

    /// A labelled value.
    public struct Row: Hashable, Sendable, Codable {
        /// The text of the label.
        public var label: String
        /// The value.
        public var value: ReplyValue

        /// Makes a line.
        public init(_ label: String, _ value: ReplyValue) {
            self.label = label
            self.value = value
        }
    }

    /// Makes a card.
    public init(title: String, rows: [Row]) {
        self.title = title
        self.rows = rows
    }
}

/// An answer to tap.
public struct ReplyChoice: Hashable, Sendable, Codable {
    /// What the button shows.
    public var label: Reply
    /// What is sent when it is tapped; the label itself when `nil`.
    public var say: Reply?

    /// Makes a choice.
    public init(label: Reply, say: Reply? = nil) {
        self.label = label
        self.say = say
    }
}

/// What goes into a place of a text; put into words per language.
public indirect enum ReplyValue: Hashable, Sendable, Codable {
    /// Said as it is.
    case text(String)
    /// Said in the language of the conversation.
    case localized(LocalizedText)
    /// A plain number.
    case number(Int)
    /// Money, in fen.
    case money(Int)
    /// A day, always with its weekday.
    case day(CivilDate)
    /// A minute of the day.
    case clock(Int)
    /// An instant, as day and time of the hospital.
    case instant(Instant)
    /// A wish in time, in words.
    case when(TimeWish)
    /// A department's name.
    case department(DepartmentCode)
    /// A doctor's name with the form of address that the rank asks for.
    case doctor(PractitionerCode)
    /// A doctor's rank.
    case title(PractitionerTitle)
    /// A campus's name.
    case campus(CampusCode)
    /// A relation as the person would say it ("您母亲").
    case relation(Relation)
    /// Digits to be read one by one or in groups: phones, codes.
    case digits(String)
    /// Another text.
    case reply(Reply)
    /// Several texts, one a line.
    case lines([Reply])
    /// Several values, joined as the language joins them ("甲、乙和丙").
    case words([ReplyValue])
    /// Several values of which one is meant, joined as the language joins them ("甲还是乙").
    case alternatives([ReplyValue])
}

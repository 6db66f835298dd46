/// Words that point at somebody or something said, shown or seen before; which, only the talk knows.
public enum Reference: String, Hashable, Sendable, Codable, CaseIterable {
    /// The doctor of an earlier visit: 上次那位, my usual doctor.
    case lastDoctor = "last_doctor"
    /// A doctor who was just spoken of: 他, 这位医生, her.
    case thatDoctor = "that_doctor"
    /// Of what is on the table the one that begins first: 早的那个, the earlier one.
    case earlierOne = "earlier_one"
    /// Of what is on the table the one that begins last: 最晚的那个, the later one.
    case laterOne = "later_one"
    /// The time of another visit: 同一个时间, at the same time.
    case sameTime = "same_time"
    /// Asks for persons: 谁出诊, who is on.
    case whoever = "who"
    /// Another one for somebody else, beside the one just made: 也给我老公约一个, one for my wife too.
    case oneMore = "one_more"
}

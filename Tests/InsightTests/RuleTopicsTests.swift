import Booking
import Testing

@testable import Insight

@Suite("Topics of questions about the rules")
struct RuleTopicsTests {
    private static let topics = RuleTopics([
        .init(topic: .late, all: [["迟到", "late"]]),
        .init(topic: .refund, all: [["退", "refund"], ["钱", "money"]]),
        .init(topic: .cancel, all: [["退号", "cancel"]]),
    ])

    @Test(
        "every group must be said, and each topic is told once",
        arguments: [
            ("退号的话钱呢", [RuleTopic.refund, .cancel]), ("什么时候能退号", [.cancel]), ("迟到了", [.late]),
            ("Am I LATE if I cancel?", [.late, .cancel]), ("on the plate", []), ("", []),
        ])
    func found(_ question: String, _ topics: [RuleTopic]) {
        #expect(Self.topics.topics(of: question) == topics)
    }
}

import Synchronization
import Testing

@testable import FrontDesk

@Suite("Mailboxes")
struct MailboxTests {
    private let conversation = ConversationID("c")

    @Test("turns of one conversation run one at a time")
    func oneAtATime() async {
        let mailboxes = Mailboxes(limit: 1000)
        let inside = Box(0)
        let most = Box(0)
        let conversation = self.conversation
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<200 {
                group.addTask {
                    #expect(await mailboxes.enter(conversation))
                    let now = inside.change { $0 += 1 }
                    most.change { $0 = max($0, now) }
                    await Task.yield()
                    inside.change { $0 -= 1 }
                    mailboxes.leave(conversation)
                }
            }
        }
        #expect(most.value == 1)
    }

    @Test("waiting turns are served in the order of arrival")
    func inOrder() async {
        let mailboxes = Mailboxes(limit: 10)
        #expect(await mailboxes.enter(conversation))
        let order = Box<[Int]>([])
        let conversation = self.conversation
        await withTaskGroup(of: Void.self) { group in
            for number in 1...5 {
                let waiting = mailboxes.waiting(conversation)
                group.addTask {
                    _ = await mailboxes.enter(conversation)
                    order.change { $0.append(number) }
                    mailboxes.leave(conversation)
                }
                while mailboxes.waiting(conversation) == waiting { await Task.yield() }
            }
            mailboxes.leave(conversation)
        }
        #expect(order.value == [1, 2, 3, 4, 5])
    }

    @Test("too many waiting turns are refused, other conversations are not")
    func bounded() async {
        let mailboxes = Mailboxes(limit: 1)
        #expect(await mailboxes.enter(conversation))
        let conversation = self.conversation
        let second = Task { await mailboxes.enter(conversation) }
        while mailboxes.waiting(conversation) == 0 { await Task.yield() }
        #expect(await mailboxes.enter(conversation) == false)
        #expect(await mailboxes.enter(ConversationID("other")))
        mailboxes.leave(conversation)
        #expect(await second.value)
        mailboxes.leave(conversation)
        #expect(await mailboxes.enter(conversation))
    }
}

/// A value that several tasks change.
private final class Box<Value: Sendable>: Sendable {
    private let mutex: Mutex<Value>

    init(_ value: Value) {
        mutex = Mutex(value)
    }

    var value: Value { mutex.withLock { $0 } }

    @discardableResult
    func change(_ body: (inout Value) -> Void) -> Value {
        mutex.withLock { value in
            body(&value)
            return value
        }
    }
}

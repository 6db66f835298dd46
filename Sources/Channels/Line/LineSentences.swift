import TimeExpressions

/// What the line itself says, outside any conversation with the desk.
struct LineSentences {
    /// The language of the talk.
    let language: Language

    private func pick(_ zh: String, _ en: String) -> String { language == .zh ? zh : en }

    /// How to go on after a dropped line.
    func resume(code: String) -> String {
        pick(
            "如果断线了，再打来时先打 \(code)，就能接着说。",
            "If the line drops, call again and type \(code) first to go on.")
    }

    /// Said when a caller hands over without a word and nothing was asked.
    var listening: String { pick("我在听，您请说。", "I am listening. What can I do for you?") }

    /// Said to a line over the limit.
    var tooLong: String {
        pick("这一行太长了，我只能读四千个字节以内的。请分几句说。", "That line is too long for me. Please say it in shorter lines.")
    }

    /// Said to bytes that make no sense; in both languages, because it is not known which the caller reads.
    var unreadable: String {
        "这一行有些字读不出来，请再打一遍。 Some characters did not arrive well; please type the line again (UTF-8 or GB18030)."
    }

    /// Said to 等一下 and HD.
    var holding: String { pick("好的，不着急，我等您。", "All right, take your time. I will wait.") }

    /// First rung of the ladder of silence.
    var stillHere: String { pick("我还在，您慢慢来。", "I am still here. Take your time.") }

    /// Second rung: offers a person.
    var offerPerson: String {
        pick("如果不方便打字，打 0 可以转人工。", "If typing is hard, type 0 and a person will help you.")
    }

    /// Last rung: the talk is kept and the line is closed.
    func park(code: String) -> String {
        pick(
            "先到这里，您说过的我都记着。再打来时先打 \(code)，就能接着说。",
            "I will stop here and keep what you told me. Call again and type \(code) first to go on.")
    }

    /// Said when the server goes down for a restart.
    func leaving(code: String) -> String {
        pick(
            "系统要重启一下。请一分钟后再打来，先打 \(code)，就能接着说。",
            "The system is restarting. Call again in a minute and type \(code) first to go on.")
    }

    /// Said to a resume code that opens nothing.
    func unknownCode(_ code: String) -> String {
        pick("没有找到续接码 \(code)，可能打错了，或者已经过期。", "I cannot find the code \(code). It may be mistyped or too old.")
    }

    /// What can be said to something that the desk said on its own.
    func canSay(_ words: [String]) -> String {
        let list = words.map { pick("“\($0)”", "\"\($0)\"") }.joined(separator: pick("、", ", "))
        return pick("可以说：\(list)。", "You can say: \(list).")
    }

    /// Said while a message is tried again.
    var tryingAgain: String { pick("请稍等，我再试一次。", "One moment, I am trying again.") }

    /// Said when trying again did not help.
    var unavailable: String {
        pick("对不起，现在办不了。您说的我没有记下，请过几分钟再试。", "Sorry, this does not work right now. Please try again in a few minutes.")
    }

    /// Said when the conversation is gone.
    var startedOver: String { pick("刚才的对话找不到了，我们重新开始。", "The earlier talk is gone, so we start over.") }

    /// Said at the end of a call.
    var goodbye: String { pick("再见，祝您健康。", "Goodbye, and take care.") }

    /// Said when every line is taken.
    static let full = "线路都占满了，请过几分钟再打来。 All lines are busy; please call again in a few minutes."

    /// What a key on the phone asks of the desk, in words that it understands; `nil` for any other line.
    func request(forKey line: String) -> String? {
        switch line {
        case "*", "＊": pick("重复", "repeat")
        case "#", "＃": pick("慢一点", "slower")
        case "0", "０": pick("人工", "a person please")
        case "9", "９": pick("从头开始", "start over")
        default: nil
        }
    }
}

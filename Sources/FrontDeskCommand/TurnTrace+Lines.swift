import FrontDesk
import Understanding

extension TurnTrace {
    /// The trace for a reader: what was understood and by which rules, what was rejected, which effects ran.
    var lines: [String] {
        var lines: [String] = []
        if let understood {
            let intents = understood.intents.map {
                "\($0.intent.rawValue) \(Int(($0.confidence * 100).rounded()))% by \($0.rule)"
            }
            lines.append("read [\(understood.language.rawValue)] " + intents.joined(separator: "; "))
            for mention in understood.mentions {
                lines.append(
                    "mention \"\(mention.text)\" = \(TraceText().text(of: mention.value))"
                        + (mention.polarity == .excluded ? " excluded" : "")
                        + (mention.strength == .stated ? "" : " \(mention.strength.rawValue)")
                        + (mention.certainty == .stated ? "" : " \(mention.certainty.rawValue)"))
            }
            if understood.isCorrection { lines.append("marked as a correction") }
            if let option = understood.chosenOption { lines.append("chose option \(option)") }
            lines += understood.rejected.map { "rejected \($0)" }
        }
        return lines + steps
    }
}

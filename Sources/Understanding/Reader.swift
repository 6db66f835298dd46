import CivilCalendar
import TimeExpressions

/// Reads utterances: one linear pass over the normalised text, then rules over what was tagged.
///
/// Built once from a lexicon and the intent definitions; immutable and shared.
public struct Reader: Sendable {
    /// What a text says.
    /// - Parameters:
    ///   - text: The utterance, any length; all of it is read.
    ///   - expecting: The open question.
    ///   - language: The language of the conversation so far; the text's own script decides where it is clear.
    ///   - now: The hospital's wall clock.
    public func read(
        _ text: String, expecting: Expectation = .nothing, language: Language? = nil, now: CivilMoment
    ) -> Understood {
        Understood(
            text: text, language: language ?? .zh,
            intents: [ScoredIntent(intent: .outOfScope, confidence: 0, rule: "nothing")], mentions: [])
    }
}

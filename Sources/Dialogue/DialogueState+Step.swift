import Booking
import Understanding

extension DialogueState {
    /// Takes the conversation one step further.
    /// - Parameters:
    ///   - input: What was said, or the answer to the last effect.
    ///   - context: The hospital, the definitions and the moment; the same for all steps of a turn.
    /// - Returns: What is to be done, in order; the turn is over when none of it wants an answer.
    public mutating func step(_ input: DialogueInput, context: DialogueContext) -> [DialogueEffect] {
        switch input {
        case .opened(let opening):
            language = opening.language
            return [.say(Reply("greeting", ["hospital": .localized(context.catalogue.hospital.name)]))]
        case .said(let understood):
            language = understood.language
            turn = context.turn
            return [.say(Reply("ask.anything"))]
        default:
            return []
        }
    }
}

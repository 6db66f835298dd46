import Testing

@testable import Booking

@Suite("Visit codes can be read aloud")
struct VisitCodeTests {
    @Test func everyWrongCharacterAndEveryExchangeIsNoticed() throws {
        var chance = SplitMix64(seed: 3)
        for _ in 0..<200 {
            let code = Array(VisitCode(using: &chance).text)
            for place in code.indices {
                for digit in "0123456789ABCDEFGHJKMNPQRSTVWXYZ" where digit != code[place] {
                    var wrong = code
                    wrong[place] = digit
                    #expect(throws: VisitCode.Problem.check) { try VisitCode(String(wrong)) }
                }
                for other in code.indices where code[place] != code[other] {
                    var wrong = code
                    wrong.swapAt(place, other)
                    #expect(throws: VisitCode.Problem.check) { try VisitCode(String(wrong)) }
                }
            }
        }
    }

    @Test func whatIsTypedOrHeardIsRead() throws {
        let zeros = VisitCode(bits: 0)
        let ones = VisitCode(bits: 0b00001_00001_00001_00001_00001_00001_00001)
        #expect(zeros.text == "00000000")
        for said in ["oooo oooo", "OOOO-0000", "零零零零 〇〇〇〇", "ＯＯＯＯ００００", "0000.0000 "] {
            #expect(try VisitCode(said) == zeros, "\(said)")
        }
        let tail = String(ones.text.suffix(1))
        for said in ["iiiiiii", "lllllll", "IlIlIl1", "一幺一幺一1 1"] {
            #expect(try VisitCode(said + tail) == ones, "\(said)")
        }
        #expect(try VisitCode(ones.description) == ones)
    }

    @Test(arguments: ["", "1234567", "123456789", "1234567!", "七八九"])
    func whatIsNoCodeIsRefused(_ text: String) {
        #expect(throws: VisitCode.Problem.form) { try VisitCode(text) }
    }
}

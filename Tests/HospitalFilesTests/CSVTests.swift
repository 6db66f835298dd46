import Definitions
import Testing

@testable import HospitalFiles

@Suite("Hospital tables in CSV")
struct CSVTests {
    @Test("a table says the same as the YAML list")
    func sameAsYAML() throws {
        var sections = smallHospital
        sections["practitioners"] = nil
        sections["practitioners.csv"] = """
            \u{FEFF}code,name.zh,name.en,title,sex,departments,fee
            # the doctors of our house
            zw01,张伟,,chief,male,gi,

            lw01,李伟,Li Wei,attending,male,gi;ent,30
            """
        let fromTable = try withDirectory(of: sections) { try HospitalFiles(directory: $0, name: "h") }
        #expect(try read().catalogue.practitioners == fromTable.catalogue.practitioners)
    }

    @Test("problems name the line, also below texts that go over several lines")
    func lines() throws {
        let log = ProblemLog()
        let node = CheckedTable.read("code,name\na,\"x\ny\"\n\nb,no,too many\n", file: "t.csv", log: log)
        let rows = node?.sequence().map(\.line)
        #expect(rows == [2, 5])
        #expect(
            log.problems.map(\.description) == [
                "t.csv:5: more cells than the 2 columns; a text with a comma needs quotes"
            ])
        #expect(node?.sequence().last?.mapping(keys: ["code", "name"])?.word("name") == "no")
    }

    @Test("a wrong column is one problem, at the header")
    func wrongColumn() {
        let log = ProblemLog()
        let node = CheckedTable.read("code,nmae\na,b\nc,d\n", file: "t.csv", log: log)
        for row in node?.sequence() ?? [] { _ = row.mapping(keys: ["code", "name"]) }
        #expect(log.problems.map(\.description) == ["t.csv:1: unknown key \"nmae\", did you mean \"name\"?"])
    }

    @Test("quotes that do not match are one clear problem")
    func quotes() {
        let log = ProblemLog()
        #expect(CheckedTable.read("code,name\na,\"x\"y\n", file: "t.csv", log: log) == nil)
        #expect(log.problems.count == 1)
    }
}

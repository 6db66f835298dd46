import Booking
import CivilCalendar
import Testing

@testable import HospitalFiles

@Suite("The demo hospital")
struct DemoHospitalTests {
    private static let read = Result { try HospitalFiles(directory: demoDirectory, name: "demo") }
    private let files: HospitalFiles
    private let today: CivilDate

    init() throws {
        files = try Self.read.get()
        today = try #require(CivilDate(iso: "2026-11-23"))
    }

    @Test("is as large as a real one")
    func size() {
        let catalogue = files.catalogue
        #expect(catalogue.campuses.count == 2)
        #expect(catalogue.departments.count { !$0.isGroup } >= 35)
        #expect(catalogue.practitioners.count >= 240)
        #expect(catalogue.members(of: DepartmentCode("im")).count >= 8)
    }

    @Test("every department but the emergency department has clinics, in every week")
    func everyDepartmentOpens() {
        let plan = files.plan(from: today, days: 7)
        let open = Set(plan.sessions.map(\.session.department))
        let closed = files.catalogue.departments.filter { !$0.isGroup && !open.contains($0.code) }
        #expect(closed.map(\.code) == [DepartmentCode("er")])
    }

    @Test("has names that are hard to tell apart, and names that are hard to read")
    func names() throws {
        let doctors = files.catalogue.practitioners
        let sameName = doctors.filter { $0.name.zh == "李伟" }
        #expect(Set(sameName.flatMap(\.departments)).count == 2)
        for name in ["张伟", "张玮", "章伟", "张薇"] { #expect(doctors.contains { $0.name.zh == name }) }
        #expect(Set(doctors.filter { $0.pinyin == "zhang wei" }.map(\.name.zh)).count == 4)
        for (name, pinyin) in [
            ("单国强", "shan guo qiang"), ("仇英", "qiu ying"), ("查文静", "zha wen jing"), ("欧阳明", "ou yang ming"),
        ] {
            #expect(doctors.first { $0.name.zh == name }?.pinyin == pinyin)
        }
        #expect(doctors.contains { $0.name.en == "Emily Carter" && $0.languages.contains("en") })
    }

    @Test("has full, nearly full, stopped and stand-in clinics, evenings and weekends in any four weeks")
    func troubles() {
        let sessions = files.plan(from: today, days: 28).sessions
        let full = sessions.filter { $0.segments.allSatisfy { $0.preBooked == $0.capacity } }.count
        let free = sessions.filter { $0.segments.allSatisfy { $0.preBooked < $0.capacity } }.count
        #expect(full * 20 > sessions.count && full * 4 < sessions.count, "\(full) of \(sessions.count) are full")
        #expect(free * 5 > sessions.count, "\(free) of \(sessions.count) have places at every time")
        #expect(sessions.contains { $0.session.status == .stopped })
        #expect(sessions.contains { $0.session.insteadOf != nil })
        #expect(sessions.contains { $0.session.half == .evening })
        #expect(sessions.contains { $0.session.date.weekday == .sunday })
        #expect(Set(sessions.map(\.session.campus)).count == 2)
    }

    @Test("plans whole: ids are unique, segments are ordered and within the day")
    func wellFormed() {
        let sessions = files.plan(from: today).sessions
        #expect(Set(sessions.map(\.session.id)).count == sessions.count)
        for planned in sessions {
            #expect(!planned.segments.isEmpty)
            #expect(planned.segments.allSatisfy { (0...$0.capacity).contains($0.preBooked) && $0.endMinute <= 1440 })
            let starts = planned.segments.map(\.startMinute)
            #expect(zip(planned.segments, starts.dropFirst()).allSatisfy { $0.endMinute <= $1 })
        }
    }

    @Test(
        "the holidays of 2026 and 2027",
        arguments: [
            ("2026-02-14", true), ("2026-02-16", false), ("2026-02-28", true), ("2026-10-10", true),
            ("2026-10-05", false), ("2026-11-21", false), ("2027-01-01", false), ("2027-02-08", false),
            ("2027-06-09", false),
        ])
    func holidays(day: String, isWorked: Bool) throws {
        #expect(files.catalogue.calendar.isWorkingDay(try #require(CivilDate(iso: day))) == isWorked)
    }
}

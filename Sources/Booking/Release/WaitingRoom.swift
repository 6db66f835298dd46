import CivilCalendar

/// The line of people who want a place while more want one than can be served: who came when, who is called, who may
/// go in.
///
/// People wait in lanes, one for each set of departments, so that nobody waits for the crowd of another department. A
/// place in a lane only ever gets better. Whoever is called has some time to come; whoever has come may finish. Memory
/// is bounded by ``Limits/people``.
public struct WaitingRoom: Sendable {
    /// What people wait for: slots of these departments.
    public struct Lane: Hashable, Sendable {
        /// The departments, sorted.
        public var departments: [DepartmentCode]

        /// Makes a lane.
        public init(_ departments: some Sequence<DepartmentCode>) {
            self.departments = Set(departments).sorted()
        }
    }

    /// How many of what, and how long.
    public struct Limits: Hashable, Sendable {
        /// Places of one person, whose phone is proven.
        public var placesPerPerson = 1
        /// Places of one device.
        public var placesPerDevice = 2
        /// Places of one address; many homes and offices share one.
        public var placesPerAddress = 50
        /// People who wait in all.
        public var people = 200_000
        /// Seconds after which somebody who does not ask any more has left.
        public var silenceSeconds = 180
        /// Seconds in which somebody who is called must come.
        public var callSeconds = 30
        /// Seconds that somebody who came may be silent and still go on.
        public var admissionSeconds = 600

        /// Makes the limits.
        public init() {}
    }

    /// Somebody who wants a place.
    public struct Visitor: Hashable, Sendable {
        /// The conversation.
        public var id: String
        /// The account, once the phone is proven.
        public var person: String?
        /// The device, if it has a name.
        public var device: String?
        /// The network address or line, if it is known.
        public var address: String?

        /// Makes a visitor.
        public init(id: String, person: String? = nil, device: String? = nil, address: String? = nil) {
            self.id = id
            self.person = person
            self.device = device
            self.address = address
        }
    }

    /// Where somebody stands.
    public enum Standing: Hashable, Sendable {
        /// Not in line.
        case outside
        /// In line behind so many.
        case waiting(ahead: Int)
        /// May come now, or has come.
        case admitted
    }

    /// Why somebody cannot be taken into the line.
    public enum JoinRefusal: Error, Hashable, Sendable {
        /// The person has a place already, in another conversation.
        case person
        /// The device has too many places.
        case device
        /// The address has too many places.
        case address
        /// The room is full.
        case full
    }

    struct Place: Sendable {
        var lane: Lane
        var index: Int
        var keys: [String]
        var seenAt: Instant
        var receipt: ReleaseReceipt?
    }

    struct Queue: Sendable {
        /// Who waits, in order; empty where somebody left.
        var order: [String] = []
        var head = 0
        /// Called, and not come yet.
        var called = 0
        var isEmpty: Bool { head == order.count }
    }

    struct Admission: Sendable {
        var lane: Lane
        var until: Instant
        var hasCome: Bool
        var keys: [String]
    }

    let limits: Limits
    var lanes: [Lane: Queue] = [:]
    var places: [String: Place] = [:]
    var admissions: [String: Admission] = [:]
    private var uses: [String: Int] = [:]
    /// The arrivals of the release under way.
    public internal(set) var arrivals: ReleaseArrivals?

    /// Makes an empty room.
    public init(limits: Limits = Limits()) {
        self.limits = limits
    }

    /// People who wait.
    public var waiting: Int { places.count }
    /// People who were called or are being served.
    public var admitted: Int { admissions.count }
    /// Whether nobody waits and nobody is on the way.
    public var isIdle: Bool { places.isEmpty && lanes.allSatisfy { $0.value.called == 0 } }
    /// What people wait for.
    public var waitingLanes: [Lane] { lanes.filter { !$0.value.isEmpty }.map(\.key) }

    /// Where somebody stands.
    public func standing(of id: String, now: Instant) -> Standing {
        if let admission = admissions[id] { return now < admission.until ? .admitted : .outside }
        guard let place = places[id], let queue = lanes[place.lane] else { return .outside }
        return .waiting(ahead: max(0, place.index - queue.head))
    }

    /// The receipt of somebody who waits, where arrivals are sealed.
    public func receipt(of id: String) -> ReleaseReceipt? { places[id]?.receipt }

    /// What somebody waits for.
    public func lane(of id: String) -> Lane? { places[id]?.lane }

    /// Whether nobody waits in a lane.
    public func isFree(_ lane: Lane) -> Bool { lanes[lane]?.isEmpty ?? true }

    /// Whether there is something for one more besides those who are on their way.
    /// - Parameter free: places free in the lane; `nil` for any number.
    public func hasRoom(in lane: Lane, free: Int?) -> Bool {
        free.map { $0 > lanes[lane]?.called ?? 0 } ?? true
    }

    /// Takes somebody into a lane, at its end; somebody who waits there keeps the place.
    /// - Parameter token: the arrival's token; used while a release gathers.
    /// - Returns: how many are ahead.
    public mutating func join(
        _ visitor: Visitor, lane: Lane, token: @autoclosure () -> String, now: Instant
    ) -> Result<Int, JoinRefusal> {
        if let place = places[visitor.id] {
            if place.lane == lane {
                places[visitor.id]?.seenAt = now
                return .success(max(0, place.index - (lanes[lane]?.head ?? 0)))
            }
            leave(visitor.id)
        }
        if let refusal = refusal(of: visitor) { return .failure(refusal) }
        let keys = keys(of: visitor)
        for key in keys { uses[key, default: 0] += 1 }
        let index = lanes[lane]?.order.count ?? 0
        lanes[lane, default: Queue()].order.append(visitor.id)
        places[visitor.id] = Place(
            lane: lane, index: index, keys: keys, seenAt: now, receipt: arrivals?.add(token(), of: visitor.id))
        return .success(max(0, index - (lanes[lane]?.head ?? 0)))
    }

    /// Notes that somebody still waits.
    public mutating func seen(_ id: String, now: Instant) { places[id]?.seenAt = now }

    /// Takes somebody out of the line.
    public mutating func leave(_ id: String) {
        if let place = places.removeValue(forKey: id) {
            lanes[place.lane]?.order[place.index] = ""
            release(place.keys)
        }
        if let admission = admissions.removeValue(forKey: id) {
            if !admission.hasCome { lanes[admission.lane]?.called -= 1 }
            release(admission.keys)
        }
    }

    /// Calls people in, lane by lane in turn, as long as there is something for them.
    /// - Parameters:
    ///   - limit: how many at most.
    ///   - isPresent: whether somebody listens, though silent.
    ///   - room: how many could still be served in a lane; `nil` for any number.
    /// - Returns: who is called.
    public mutating func call(
        _ limit: Int, now: Instant, isPresent: (String) -> Bool, room: (Lane) -> Int?
    ) -> [String] {
        guard limit > 0 else { return [] }
        var open = lanes.compactMap { lane, queue -> (lane: Lane, room: Int)? in
            guard !queue.isEmpty else { return nil }
            let left = room(lane).map { $0 - queue.called } ?? .max
            return left > 0 ? (lane, left) : nil
        }.sorted { $0.lane.departments.lexicographicallyPrecedes($1.lane.departments) }
        var called: [String] = []
        while called.count < limit, !open.isEmpty {
            open = open.compactMap { lane, room in
                guard called.count < limit, room > 0, let id = next(in: lane, now: now, isPresent: isPresent) else {
                    return nil
                }
                called.append(id)
                return (lane, room - 1)
            }
        }
        return called
    }

    /// Sends people of a lane away in which nothing is left: those who listen are called in to be told, the others
    /// hear it when they ask.
    /// - Parameter limit: how many are called at most; the rest of the lane stays.
    public mutating func dissolve(
        _ lane: Lane, limit: Int, now: Instant, isPresent: (String) -> Bool
    ) -> [String] {
        var called: [String] = []
        while let queue = lanes[lane], !queue.isEmpty {
            let id = queue.order[queue.head]
            if places[id] != nil, isPresent(id) {
                guard called.count < limit, let next = next(in: lane, now: now, isPresent: isPresent) else { break }
                called.append(next)
            } else {
                leave(id)
                lanes[lane]?.head += 1
                compact(lane)
            }
        }
        return called
    }

    /// Lets somebody in who does not have to wait; ``served(_:now:)`` follows.
    public mutating func admit(_ visitor: Visitor, lane: Lane, now: Instant) {
        let keys = keys(of: visitor)
        for key in keys { uses[key, default: 0] += 1 }
        lanes[lane, default: Queue()].called += 1
        admissions[visitor.id] = Admission(
            lane: lane, until: now.adding(seconds: limits.admissionSeconds), hasCome: false, keys: keys)
    }

    /// Notes that somebody who may go in was served a turn.
    public mutating func served(_ id: String, now: Instant) {
        guard var admission = admissions[id] else { return }
        if !admission.hasCome { lanes[admission.lane]?.called -= 1 }
        admission.hasCome = true
        admission.until = now.adding(seconds: limits.admissionSeconds)
        admissions[id] = admission
    }

    /// Forgets admissions whose time is over.
    public mutating func expire(now: Instant) {
        for (id, admission) in admissions where admission.until <= now { leave(id) }
    }

    /// Sends everybody home.
    public mutating func clear() {
        self = WaitingRoom(limits: limits)
    }

    private mutating func next(in lane: Lane, now: Instant, isPresent: (String) -> Bool) -> String? {
        while let queue = lanes[lane], !queue.isEmpty {
            let id = queue.order[queue.head]
            lanes[lane]?.head += 1
            compact(lane)
            guard !id.isEmpty, let place = places.removeValue(forKey: id) else { continue }
            guard now < place.seenAt.adding(seconds: limits.silenceSeconds) || isPresent(id) else {
                release(place.keys)
                continue
            }
            lanes[lane]?.called += 1
            admissions[id] = Admission(
                lane: lane, until: now.adding(seconds: limits.callSeconds), hasCome: false, keys: place.keys)
            return id
        }
        return nil
    }

    /// Gives back the memory of those who went in, once nobody is behind them.
    private mutating func compact(_ lane: Lane) {
        guard let queue = lanes[lane], queue.isEmpty else { return }
        lanes[lane]?.order = []
        lanes[lane]?.head = 0
    }

    private func refusal(of visitor: Visitor) -> JoinRefusal? {
        if places.count >= limits.people { return .full }
        func isOver(_ kind: String, _ name: String?, _ limit: Int) -> Bool {
            name.map { uses["\(kind)/\($0)", default: 0] >= limit } ?? false
        }
        if isOver("p", visitor.person, limits.placesPerPerson) { return .person }
        if isOver("d", visitor.device, limits.placesPerDevice) { return .device }
        if isOver("a", visitor.address, limits.placesPerAddress) { return .address }
        return nil
    }

    private func keys(of visitor: Visitor) -> [String] {
        [
            visitor.person.map { "p/\($0)" }, visitor.device.map { "d/\($0)" }, visitor.address.map { "a/\($0)" },
        ].compactMap { $0 }
    }

    private mutating func release(_ keys: [String]) {
        for key in keys {
            guard let count = uses[key] else { continue }
            uses[key] = count > 1 ? count - 1 : nil
        }
    }
}

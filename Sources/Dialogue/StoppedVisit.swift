import Booking
import CivilCalendar

/// A visit that a stopped clinic took away, with the place kept instead, as the dialogue remembers it.
public struct StoppedVisit: Hashable, Sendable, Codable {
    /// The offer.
    public var id: StopOfferID
    /// The visit that is lost.
    public var visit: BookedVisit
    /// The place kept instead, if there is one.
    public var place: PlacedOffer?
    /// Until when it is kept.
    public var until: Instant?

    /// Remembers an offer.
    public init(_ offer: StopOffer) {
        id = offer.id
        visit = BookedVisit(offer.visit)
        place = offer.slot.map { PlacedOffer(Offer(slot: $0, givesUp: [])) }
        until = offer.until
    }
}

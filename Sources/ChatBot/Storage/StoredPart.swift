import Foundation

/// A part of a turn's reply as it is kept.
struct StoredPart: Sendable, Hashable {
    var number: Int
    /// A ``Reply/Part`` in JSON.
    var content: Data
    /// The message that shows the part, or an earlier state of it.
    var messageID: Int?
    /// Whether the message shows this state.
    var isSent: Bool
    /// Where it is not known whether a new message with the part was sent: the highest message id that was known before.
    var sendingAfter: Int?
}

/// What one `getUpdates` brought.
struct UpdateBatch: Sendable, Hashable {
    var updates: [Update]
    /// How many elements had no usable `update_id`: they can be neither delivered nor confirmed.
    var unusable: Int

    init(updates: [Update], unusable: Int = 0) {
        self.updates = updates
        self.unusable = unusable
    }

    /// - Parameter result: The JSON of `result`.
    /// - Returns: `nil` where it is not an array.
    init?(result: JSONSlicer.Bytes) {
        guard let elements = JSONSlicer.elements(of: result) else { return nil }
        updates = elements.compactMap { Update(slice: $0) }
        unusable = elements.count - updates.count
    }
}

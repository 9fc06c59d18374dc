/// An update, and the way to say that it needs not be sent again.
public struct ReceivedUpdate: Sendable {
    public let update: Update
    private let onConfirm: @Sendable () -> Void

    /// - Parameters:
    ///   - update: What happened.
    ///   - onConfirm: What ``confirm()`` does.
    public init(update: Update, onConfirm: @escaping @Sendable () -> Void) {
        self.update = update
        self.onConfirm = onConfirm
    }

    /// Says that the update is safe: the next poll's offset may move past it, once all before it are safe too.
    ///
    /// May be called from any task, at any time, and more than once.
    public func confirm() {
        onConfirm()
    }
}

/// A value that takes the room of a reference wherever it is copied to: the tasks of a thousand turns hold several copies each.
@propertyWrapper
struct Boxed<Value: Sendable & Hashable>: Sendable, Hashable {
    private final class Storage: Sendable {
        let value: Value

        init(_ value: Value) {
            self.value = value
        }
    }

    private var storage: Storage

    init(wrappedValue: Value) {
        storage = Storage(wrappedValue)
    }

    var wrappedValue: Value {
        get { storage.value }
        set { storage = Storage(newValue) }
    }

    static func == (one: Self, other: Self) -> Bool {
        one.storage === other.storage || one.wrappedValue == other.wrappedValue
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(wrappedValue)
    }
}

/// A setting's value as its source has it, before it is understood.
enum RawValue: Sendable, Hashable {
    case text(String)
    /// A list of a YAML file.
    case list([String])
}

/// A file that is uploaded with the parameters of a method.
public struct InputFile: Sendable, Hashable {
    /// The parameter that it is, such as `document`.
    public var parameter: String
    /// The name that people see. What can't stand in the header of a form is replaced by `_`.
    public var name: String
    public var content: [UInt8]

    public init(parameter: String, name: String, content: [UInt8]) {
        self.parameter = parameter
        self.name = name
        self.content = content
    }
}

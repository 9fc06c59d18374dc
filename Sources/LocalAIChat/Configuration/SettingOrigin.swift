/// Where a setting's value was found.
enum SettingOrigin: Sendable, Hashable {
    case flag
    case environment
    /// A `.env` file.
    case environmentFile(String)
    /// A `localaichat.yaml`.
    case file(String)

    /// As it reads in a message.
    var description: String {
        switch self {
        case .flag: "command line"
        case .environment: "environment"
        case .environmentFile(let name), .file(let name): name
        }
    }

    /// The setting's name as it is written there.
    func name(of setting: Setting) -> String {
        switch self {
        case .flag: "--\(setting.flag)"
        case .environment, .environmentFile: setting.name
        case .file: setting.key
        }
    }

    /// A line that would be right there.
    ///
    /// - Parameter value: `nil` for the setting's own example.
    func example(of setting: Setting, _ value: String? = nil) -> String {
        let value = value ?? setting.example
        return switch self {
        case .flag: "--\(setting.flag) '\(value)'"
        case .environment, .environmentFile: "\(setting.name)=\(value)"
        case .file: "\(setting.key): \(Self.isPlainInYAML(value) ? value : "'\(value)'")"
        }
    }

    private static func isPlainInYAML(_ text: String) -> Bool {
        text.allSatisfy { $0.isLetter || $0.isNumber || "._/:- ".contains($0) }
    }
}

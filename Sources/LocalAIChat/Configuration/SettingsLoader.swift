import ChatBot
import Configuration
import Foundation

/// Finds each setting's value: a flag, else the environment, else `.env`, else `localaichat.yaml`.
struct SettingsLoader: Sendable {
    /// The values of flags, by the setting's name.
    var flags: [String: String] = [:]
    var environment: [String: String] = [:]
    /// The YAML file; one that is not there counts as empty.
    var path = Self.defaultPath
    /// Whether the owner named the file, so that it must be there.
    var isPathGiven = false
    /// The settings that count only as flags, wherever else they stand.
    var onlyFlags: Set<Setting.Name> = []

    static let defaultPath = "localaichat.yaml"

    /// - Throws: All that is wrong, not only the first thing.
    func load() throws(SettingsError) -> Settings {
        var problems: [SettingsProblem] = []
        let sources = try sources(&problems)
        var settings = Settings()
        problems += unknownKeys(in: sources)
        for setting in Setting.all {
            guard let (raw, origin) = value(of: setting, in: sources) else { continue }
            if setting.isSecret, case .text(let text) = raw { settings.redaction.add(text.trimmed) }
            settings.origins[setting.name] = origin
            if !setting.set(raw, in: &settings) {
                problems.append(.malformed(.init(setting: setting), origin: origin, value: printable(raw, of: setting)))
            }
        }
        if problems.isEmpty { problems += contradictions(in: settings) }
        guard problems.isEmpty else { throw SettingsError(problems: problems) }
        return settings
    }

    /// What is wrong with values that are right by themselves.
    private func contradictions(in settings: Settings) -> [SettingsProblem] {
        guard let highWater = settings.contextHighWater, highWater < settings.maxContextMessages,
            let origin = settings.origins[Setting.contextHighWater.name]
        else { return [] }
        return [
            .tooSmall(
                .init(setting: .contextHighWater),
                origin: origin,
                value: highWater,
                least: settings.maxContextMessages,
                of: .init(setting: .maxContextMessages)
            )
        ]
    }

    private func value(of setting: Setting, in sources: [Source]) -> (RawValue, SettingOrigin)? {
        for source in sources {
            if onlyFlags.contains(.init(setting: setting)), source.origin != .flag { continue }
            guard let raw = source.value(setting) else { continue }
            if setting.name == Setting.language.name, source.origin == .environment, case .text(let text) = raw,
                let locales = LocaleList(text)
            {
                guard let language = locales.language else { continue }
                return (.text(language.rawValue), source.origin)
            }
            // `BOT_TOKEN=` in a compose file or a template means that nobody has filled it in.
            if case .text(let text) = raw, text.trimmed.isEmpty, !setting.takesEmpty { continue }
            return (raw, source.origin)
        }
        return nil
    }

    private func printable(_ raw: RawValue, of setting: Setting) -> String? {
        guard setting.isPrintable else { return nil }
        let text =
            switch raw {
            case .text(let text): text
            case .list(let list): "[\(list.joined(separator: ", "))]"
            }
        return Redaction().applied(to: String(text.prefix(60)).escapedToOneLine)
    }
}

extension SettingsLoader {
    /// A place where settings stand.
    private struct Source: Sendable {
        var origin: SettingOrigin
        var keys: [String] = []
        var value: @Sendable (Setting) -> RawValue?
    }

    private func sources(_ problems: inout [SettingsProblem]) throws(SettingsError) -> [Source] {
        let flags = InMemoryProvider(
            values: [AbsoluteConfigKey: ConfigValue](
                uniqueKeysWithValues: flags.map {
                    (AbsoluteConfigKey([$0.key.lowercased()]), ConfigValue(.string($0.value), isSecret: true))
                }
            )
        )
        var sources = [
            source(.flag, flags),
            source(.environment, EnvironmentVariablesProvider(environmentVariables: environment)),
        ]
        let folder = (path as NSString).deletingLastPathComponent
        let environmentPath = (folder as NSString).appendingPathComponent(".env")
        if let data = try contents(of: .environmentFile(environmentPath), at: environmentPath, isRequired: false) {
            let file = try EnvironmentFile(data: data, name: environmentPath)
            let provider = EnvironmentVariablesProvider(environmentVariables: file.variables)
            sources.append(source(.environmentFile(environmentPath), provider))
            problems += file.problems
        }
        if let data = try contents(of: .file(path), at: path, isRequired: isPathGiven) {
            let file = try SettingsFile(data: data, name: path)
            sources.append(
                Source(origin: .file(path), keys: file.keys) { file.value(for: $0.key) ?? file.value(for: $0.name) }
            )
        }
        return sources
    }

    private func source(_ origin: SettingOrigin, _ provider: some ConfigProvider) -> Source {
        Source(origin: origin) { setting in
            let value = try? provider.value(forKey: AbsoluteConfigKey([setting.key]), type: .string).value
            guard case .string(let text) = value?.content else { return nil }
            return .text(text)
        }
    }

    private func contents(of origin: SettingOrigin, at path: String, isRequired: Bool) throws(SettingsError) -> Data? {
        do {
            return try Data(contentsOf: URL(fileURLWithPath: path))
        } catch {
            let isMissing = !FileManager.default.fileExists(atPath: path)
            if isMissing, !isRequired { return nil }
            let reason = isMissing ? "the file is not there" : "the file can't be read"
            throw SettingsError(problems: [.unreadable(origin, reason: reason)])
        }
    }

    private func unknownKeys(in sources: [Source]) -> [SettingsProblem] {
        var problems: [SettingsProblem] = []
        for source in sources {
            guard case .file(let file) = source.origin else { continue }
            for key in source.keys where !Setting.all.contains(where: { $0.key == key || $0.name == key }) {
                let shown = Redaction().applied(to: String(key.prefix(60)).escapedToOneLine)
                problems.append(.unknownKey(shown, file: file))
            }
            for setting in Setting.all where source.keys.contains(setting.key) && source.keys.contains(setting.name) {
                problems.append(.duplicate(.init(setting: setting), file: file))
            }
        }
        return problems
    }
}

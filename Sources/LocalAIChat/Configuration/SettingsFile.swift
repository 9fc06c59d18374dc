import Configuration
import Foundation
import Synchronization

/// A `localaichat.yaml`: its keys, and a value for each.
struct SettingsFile: Sendable {
    let name: String
    let keys: [String]
    private let snapshot: YAMLSnapshot?

    /// - Parameters:
    ///   - data: The file's contents.
    ///   - name: What messages call the file.
    init(data: Data, name: String) throws(SettingsError) {
        self.name = name
        let text = String(decoding: data, as: UTF8.self)
        let isEmpty = text.split(whereSeparator: \.isNewline).allSatisfy { line in
            let line = String(line).trimmed
            return line.isEmpty || line.hasPrefix("#") || line == "---" || line == "..."
        }
        // YAML calls a file without any value "nothing", which the provider would refuse.
        guard !isEmpty else {
            keys = []
            snapshot = nil
            return
        }
        // The provider keeps its keys to itself, but asks about each one whether it is a secret.
        let seen = Mutex<[String]>([])
        let options = YAMLSnapshot.ParsingOptions(
            secretsSpecifier: .dynamic { key, _ in
                seen.withLock { $0.append(key) }
                return true
            }
        )
        do {
            snapshot = try YAMLSnapshot(data: Array(data).span.bytes, providerName: name, parsingOptions: options)
        } catch {
            // Only the first line: the others quote the file, and with it what may be a secret.
            var reason = String(describing: error).split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
            while reason.last?.isPunctuation == true, reason.last != "'" { reason.removeLast() }
            throw SettingsError(problems: [.unreadable(.file(name), reason: Redaction().applied(to: reason).trimmed)])
        }
        keys = seen.withLock { $0 }.sorted()
    }

    /// The value that stands under `key`; `nil` where there is none.
    func value(for key: String) -> RawValue? {
        guard let snapshot, keys.contains(key) else { return nil }
        let key = AbsoluteConfigKey([key])
        if let text = try? snapshot.value(forKey: key, type: .string).value, case .string(let text) = text.content {
            return .text(text)
        }
        if let list = try? snapshot.value(forKey: key, type: .stringArray).value,
            case .stringArray(let list) = list.content
        {
            return .list(list)
        }
        return nil
    }
}

/// A piece of HTML that can only be made of elements named in the source code and of escaped text.
///
/// So nothing that people or models write can become markup, whatever it looks like.
struct HTML: Sendable {
    struct Attribute: Sendable {
        let name: StaticString
        let value: String

        init(_ name: StaticString, _ value: String = "") {
            self.name = name
            self.value = value
        }
    }

    private(set) var markup = ""

    init() {}

    /// A text, escaped.
    init(text: String) {
        markup = Self.escaped(text)
    }

    /// A text that is HTML already: one of the source code.
    init(_ markup: StaticString) {
        self.markup = "\(markup)"
    }

    init(_ parts: [HTML]) {
        markup = parts.map(\.markup).joined()
    }

    static func element(_ name: StaticString, _ attributes: [Attribute] = [], _ content: HTML...) -> HTML {
        var html = void(name, attributes)
        for part in content { html += part }
        html.markup += "</\(name)>"
        return html
    }

    static func element(_ name: StaticString, class style: String, _ content: HTML...) -> HTML {
        element(name, [Attribute("class", style)], HTML(content))
    }

    /// An element without content, such as `hr`.
    static func void(_ name: StaticString, _ attributes: [Attribute] = []) -> HTML {
        var html = HTML()
        html.markup = "<\(name)"
        for attribute in attributes { html.markup += " \(attribute.name)=\"\(escaped(attribute.value))\"" }
        html.markup += ">"
        return html
    }

    static func += (html: inout HTML, more: HTML) { html.markup += more.markup }

    private static func escaped(_ text: String) -> String {
        var escaped = ""
        escaped.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            // Of line breaks, HTML has one kind.
            case "\r": escaped += "&#13;"
            case "\t", "\n": escaped.unicodeScalars.append(scalar)
            default: escaped.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
            }
        }
        return escaped
    }
}

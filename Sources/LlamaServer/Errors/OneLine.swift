/// A text from elsewhere as part of one line: control characters and runs of white space become a space, and it is cut.
///
/// - Parameter limit: Unicode scalars; not much more is looked at, however long the text is.
func oneLine(_ text: some StringProtocol, limit: Int = 200) -> String {
    var result = String.UnicodeScalarView()
    var isAfterSpace = false
    for scalar in text.unicodeScalars.prefix(limit * 4) {
        if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
            isAfterSpace = !result.isEmpty
            continue
        }
        guard result.count < limit else { return String(result) + "…" }
        if isAfterSpace { result.append(" ") }
        isAfterSpace = false
        result.append(scalar)
    }
    return String(result)
}

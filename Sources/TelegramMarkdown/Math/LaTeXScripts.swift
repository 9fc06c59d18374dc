/// Sub- and superscripts, as far as Unicode has them.
enum LaTeXScripts {
    private static let superscripts = table(
        "0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ"
    )
    private static let subscripts = table(
        "0123456789+-=()aehijklmnoprstuvxβγρφχ",
        "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ"
    )
    /// What is a superscript by itself.
    private static let raised: [String: String] = ["∘": "°", "°": "°", "′": "′", "⊤": "ᵀ", "*": "*", "†": "†"]

    /// All the scripts there are.
    static let all = Set(superscripts.values).union(subscripts.values).union(["′", "°"])

    private static func table(_ plain: String, _ scripts: String) -> [Character: Character] {
        Dictionary(zip(plain, scripts)) { first, _ in first }
    }

    static func superscript(_ text: String) -> String {
        raised[text] ?? script(text, in: superscripts, mark: "^")
    }

    static func `subscript`(_ text: String) -> String {
        script(text, in: subscripts, mark: "_")
    }

    private static func script(_ text: String, in table: [Character: Character], mark: String) -> String {
        guard !text.isEmpty else { return "" }
        let scripts = text.compactMap { table[$0] }
        if scripts.count == text.count { return String(scripts) }
        return text.count == 1 ? mark + text : "\(mark)(\(text))"
    }
}

/// Formulas in LaTeX, made readable where Telegram has no formulas.
enum LaTeX {
    /// A formula in Unicode: `\frac{a}{b} \leq x^2` is `a/b ≤ x²`.
    ///
    /// Rows of matrices and aligned equations become lines.
    ///
    /// - Parameter latex: A formula without its delimiters.
    /// - Returns: `nil` if something in it is not known or can't be said; the source is better shown then.
    static func readable(_ latex: String) -> String? {
        var parser = LaTeXParser(latex)
        guard let text = try? parser.formula() else { return nil }
        return text.isEmpty ? nil : text
    }
}

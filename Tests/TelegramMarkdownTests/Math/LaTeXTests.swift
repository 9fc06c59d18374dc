import Testing

@testable import TelegramMarkdown

@Suite struct LaTeXTests {
    @Test(
        arguments: [
            (#"x^2"#, "x²"),
            (#"a_{i+1}"#, "aᵢ₊₁"),
            (#"\frac{a}{b}"#, "a/b"),
            (#"\frac{a+b}{c}"#, "(a+b)/c"),
            (#"\frac{1}{2a}"#, "1/(2a)"),
            (#"\frac{1}{2}mv^2"#, "1/2 mv²"),
            (#"E = mc^2"#, "E = mc²"),
            (#"\sqrt{x}"#, "√x"),
            (#"\sqrt{x+1}"#, "√(x+1)"),
            (#"\sqrt[3]{x}"#, "∛x"),
            (#"\sqrt[n]{x}"#, "ⁿ√x"),
            (#"x = \frac{-b \pm \sqrt{b^2 - 4ac}}{2a}"#, "x = (-b ± √(b² - 4ac))/(2a)"),
            (#"\sum_{i=1}^{n} i = \frac{n(n+1)}{2}"#, "∑ᵢ₌₁ⁿ i = n(n+1)/2"),
            (#"\int_0^\infty e^{-x^2} dx"#, "∫₀^∞ e^(-x²) dx"),
            (#"\lim_{x \to 0} \frac{\sin x}{x} = 1"#, "lim_(x→0) (sin x)/x = 1"),
            (#"\forall x \in \mathbb{R}, \exists y"#, "∀x ∈ ℝ, ∃y"),
            (#"\alpha\beta\Gamma"#, "αβΓ"),
            (#"\Delta x"#, "Δx"),
            (#"2\pi r"#, "2πr"),
            (#"a \leq b \geq c \neq d"#, "a ≤ b ≥ c ≠ d"),
            (#"A \Rightarrow B"#, "A ⇒ B"),
            (#"\left( \frac{a}{b} \right)"#, "(a/b)"),
            (#"\binom{n}{k}"#, "C(n, k)"),
            (#"\vec{v} \cdot \hat{n} = \bar{x}"#, "v⃗ · n̂ = x̄"),
            (#"\begin{pmatrix} 1 & 2 \\ 30 & 4 \end{pmatrix}"#, "⎛1   2⎞\n⎝30  4⎠"),
            (#"A = \begin{bmatrix} a \\ b \\ c \end{bmatrix}"#, "A =\n⎡a⎤\n⎢b⎥\n⎣c⎦"),
            (#"\begin{aligned} a &= b + c \\ &= d \end{aligned}"#, "a = b + c\n= d"),
            (
                #"f(x) = \begin{cases} 1 & x > 0 \\ 0 & \text{otherwise} \end{cases}"#,
                "f(x) =\n⎧1  x > 0\n⎩0  otherwise"
            ),
            (#"50\% \text{ of } \$10 \_ \{a\}"#, "50% of $10 _ {a}"),
            (#"90^\circ"#, "90°"),
            (#"A^T B^{\top}"#, "Aᵀ Bᵀ"),
            (#"x'"#, "x′"),
            (#"f''(x)"#, "f′′(x)"),
            (#"\log_2 n"#, "log₂ n"),
            (#"\mathcal{O}(n \log n)"#, "𝒪(n log n)"),
            (#"\mathbf{x} \in \mathbb{Z}^n"#, "x ∈ ℤⁿ"),
            (#"P(A \mid B) = \frac{P(B \mid A) P(A)}{P(B)}"#, "P(A | B) = (P(B | A) P(A))/P(B)"),
            (#"x_{\text{max}}"#, "xₘₐₓ"),
            (#"x_{\text{eff}}"#, "x_(eff)"),
            (#"e^{i\pi} + 1 = 0"#, "e^(iπ) + 1 = 0"),
            (#"a^{x+y}"#, "aˣ⁺ʸ"),
            (#"2^{n^2}"#, "2^(n²)"),
            (#"x_i^2"#, "xᵢ²"),
            (#"\not= \not\in"#, "≠ ∉"),
            (#"a \equiv b \pmod{n}"#, "a ≡ b (mod n)"),
            (#"\unknown{x}"#, nil),
            (#"\frac{a}"#, nil),
            (#"{x"#, nil),
            (#"x}"#, nil),
            (#"a \\ b"#, "a\nb"),
            (#"\lfloor x \rfloor"#, "⌊x⌋"),
            (#"\| x \|"#, "‖x ‖"),
            (#"|x|"#, "|x|"),
            (#"\nabla \times \vec{E} = -\frac{\partial \vec{B}}{\partial t}"#, "∇ × E⃗ = -(∂ B⃗)/(∂t)"),
            (#"\hat{H}\psi = E\psi"#, "Ĥψ = Eψ"),
            (#"\underbrace{a+b}_{c}"#, "(a+b)_c"),
            (#"\overline{AB}"#, "A̅B̅"),
            (#"\operatorname{rank}(A)"#, "rank(A)"),
            (#"3 \times 10^{8}\,\text{m/s}"#, "3 × 10⁸ m/s"),
            (#"\tan\theta"#, "tan θ"),
            (#"\pm 5"#, "±5"),
            (#"\frac{P(A)}{P(B)}"#, "P(A)/P(B)"),
            (#"\frac{a}{f(x+1)}"#, "a/f(x+1)"),
            (#"\frac{a}{(b+1)(c+1)}"#, "a/((b+1)(c+1))"),
            (#"\frac{a}{bc}"#, "a/(bc)"),
            (#"\frac12"#, "1/2"),
            (#"\int_0^\infty e^x"#, "∫₀^∞ eˣ"),
            (#"a \| b$"#, nil),
            (#"\begin{matrix} a \\ b"#, nil),
            (#"a_{i,j}"#, "a_(i,j)"),
            (#"\dot{x} = \tilde{y}"#, "ẋ = ỹ"),
            (#"\hat{ab}"#, nil),
            (#"\begin{equation*} a = b \tag{1} \end{equation*}"#, "a = b (1)"),
            (#"\mathbb{2}"#, nil),
            (#"\text{a $b$}"#, nil),
            (#"\xrightarrow{f}"#, nil),
            (#"p \notin \{1, \ldots, n\}"#, "p ∉ {1, …, n}"),
        ] as [(String, String?)]
    )
    func readable(latex: String, text: String?) {
        #expect(LaTeX.readable(latex) == text)
    }

    @Test(arguments: ["{", "\\frac", "x^", "\\sqrt[", "\\begin{align}"])
    func deepOrLongInputIsNoTrouble(piece: String) {
        #expect(LaTeX.readable(String(repeating: piece, count: 20_000)) == nil)
    }
}

/// What LaTeX's commands are in Unicode.
enum LaTeXSymbols {
    /// Letters, signs and delimiters that stand by themselves.
    static let ordinary: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ϵ", "varepsilon": "ε", "zeta": "ζ",
        "eta": "η",
        "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
        "omicron": "ο", "pi": "π", "varpi": "ϖ", "rho": "ρ", "varrho": "ϱ", "sigma": "σ", "varsigma": "ς", "tau": "τ",
        "upsilon": "υ", "phi": "φ", "varphi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
        "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
        "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
        "infty": "∞", "partial": "∂", "nabla": "∇", "hbar": "ℏ", "ell": "ℓ", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ",
        "wp": "℘",
        "emptyset": "∅", "varnothing": "∅", "forall": "∀", "exists": "∃", "nexists": "∄", "neg": "¬", "lnot": "¬",
        "top": "⊤", "bot": "⊥", "angle": "∠", "triangle": "△", "square": "□", "Box": "□", "blacksquare": "■",
        "star": "⋆",
        "sum": "∑", "prod": "∏", "coprod": "∐", "int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮",
        "bigcup": "⋃", "bigcap": "⋂", "bigvee": "⋁", "bigwedge": "⋀", "bigoplus": "⨁", "bigotimes": "⨂",
        "prime": "′", "circ": "∘", "degree": "°", "dagger": "†", "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮",
        "ddots": "⋱", "dotsc": "…", "dotsb": "⋯", "imath": "ı", "jmath": "ȷ", "surd": "√", "checkmark": "✓",
        "bullet": "•",
        "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "lvert": "|",
        "rvert": "|",
        "vert": "|", "lVert": "‖", "rVert": "‖", "Vert": "‖", "|": "‖", "{": "{", "}": "}", "lbrace": "{",
        "rbrace": "}",
        "lbrack": "[", "rbrack": "]", "backslash": "\\", "%": "%", "$": "$", "_": "_", "#": "#", "&": "&", "colon": ":",
        "S": "§", "P": "¶", "pounds": "£", "euro": "€", "copyright": "©", "aa": "å", "AA": "Å",
    ]

    /// What stands between two things, with spaces around it.
    static let relations: [String: String] = [
        "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "oplus": "⊕", "ominus": "⊖",
        "otimes": "⊗",
        "odot": "⊙", "cup": "∪", "cap": "∩", "setminus": "∖", "wedge": "∧", "land": "∧", "vee": "∨", "lor": "∨",
        "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "leqslant": "⩽", "geqslant": "⩾", "neq": "≠", "ne": "≠",
        "ll": "≪",
        "gg": "≫", "lt": "<", "gt": ">", "approx": "≈", "equiv": "≡", "sim": "∼", "simeq": "≃", "cong": "≅",
        "propto": "∝",
        "doteq": "≐", "coloneqq": "≔", "triangleq": "≜", "prec": "≺", "succ": "≻", "preceq": "⪯", "succeq": "⪰",
        "in": "∈", "notin": "∉", "ni": "∋", "subset": "⊂", "supset": "⊃", "subseteq": "⊆", "supseteq": "⊇",
        "subsetneq": "⊊", "supsetneq": "⊋", "nsubseteq": "⊈", "perp": "⊥", "parallel": "∥", "mid": "|", "nmid": "∤",
        "models": "⊨", "vdash": "⊢", "to": "→", "rightarrow": "→", "longrightarrow": "⟶", "leftarrow": "←", "gets": "←",
        "leftrightarrow": "↔", "Rightarrow": "⇒", "implies": "⇒", "Longrightarrow": "⟹", "Leftarrow": "⇐",
        "impliedby": "⇐", "Leftrightarrow": "⇔", "iff": "⇔", "Longleftrightarrow": "⟺", "mapsto": "↦",
        "longmapsto": "⟼",
        "uparrow": "↑", "downarrow": "↓", "updownarrow": "↕", "nearrow": "↗", "searrow": "↘", "hookrightarrow": "↪",
        "rightleftharpoons": "⇌", "leftharpoonup": "↼", "rightharpoonup": "⇀", "therefore": "∴", "because": "∵",
        "bmod": "mod", "mod": "mod", "wr": "≀", "bowtie": "⋈", "amalg": "⨿", "ltimes": "⋉", "rtimes": "⋊",
    ]

    static let functions: [String: String] = Dictionary(
        uniqueKeysWithValues: [
            "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "det", "dim", "exp", "gcd",
            "hom",
            "inf", "ker", "lcm", "lg", "lim", "ln", "log", "max", "min", "sec", "sin", "sinh", "sup", "tan", "tanh",
            "Pr",
        ].map { ($0, $0) }
    ).merging(["liminf": "lim inf", "limsup": "lim sup", "argmax": "arg max", "argmin": "arg min"]) { first, _ in first
    }

    /// Whether a reader sees a space.
    static let spaces: [String: Bool] = [
        ",": true, ";": true, ":": true, " ": true, "\n": true, ">": true, "quad": true, "qquad": true, "enspace": true,
        "thinspace": true, "medspace": true, "thickspace": true, "!": false, "/": false,
    ]

    static let accents: [String: Unicode.Scalar] = [
        "vec": "\u{20D7}", "hat": "\u{302}", "widehat": "\u{302}", "bar": "\u{304}", "tilde": "\u{303}",
        "widetilde": "\u{303}", "dot": "\u{307}", "ddot": "\u{308}", "acute": "\u{301}", "grave": "\u{300}",
        "check": "\u{30C}", "breve": "\u{306}", "mathring": "\u{30A}", "overrightarrow": "\u{20D7}",
    ]

    /// Words, whose spaces count.
    static let texts: Set<String> = [
        "text", "textrm", "textbf", "textit", "textsf", "texttt", "textnormal", "mbox", "hbox", "mathrm",
        "operatorname",
        "mathsf", "mathtt", "mathit",
    ]

    /// What changes only how its argument looks.
    static let transparent: Set<String> = [
        "mathbf", "boldsymbol", "bm", "pmb", "mathnormal", "boxed", "fbox",
    ]

    static let ignored: Set<String> = [
        "displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag", "rm", "bf", "it",
        "hline",
    ]
}

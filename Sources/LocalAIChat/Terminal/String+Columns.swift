extension String {
    /// How wide it is on a terminal, at most.
    var columns: Int { reduce(0) { $0 + $1.columns } }
}

extension Character {
    /// Beyond the alphabets, most are as wide as two.
    var columns: Int {
        // Box drawing and what is like it is as wide as a letter.
        unicodeScalars.contains { $0.value >= 0x1100 && !(0x2000..<0x2600).contains($0.value) } ? 2 : 1
    }
}

import Foundation

/// What a figure is to be at most. Missing it is said, and stops nothing.
struct Target {
    var name: String
    var value: Double
    var most: Double
    var unit: String

    init(_ name: String, _ value: Double, atMost most: Double, unit: String = "") {
        self.name = name
        self.value = value
        self.most = most
        self.unit = unit.isEmpty ? "" : " \(unit)"
    }

    var line: String {
        let verdict = value <= most ? "pass" : "FAIL"
        return String(format: "\(verdict)  \(name): %.4g\(unit) (at most %.4g\(unit))", value, most)
    }
}

/// Finds the members of a JSON object, or the elements of an array, without looking into them.
///
/// A JSON decoder refuses a whole document for one lone surrogate or for one value that is nested too deeply. Cut
/// into slices first, each update of a batch stands or falls by itself. Nothing here recurses, so no document can
/// exhaust the stack; whether a slice is valid JSON is for its decoder to say.
struct JSONSlicer {
    typealias Bytes = ArraySlice<UInt8>

    private let bytes: Bytes
    private var position: Bytes.Index

    private init(_ bytes: Bytes) {
        self.bytes = bytes
        self.position = bytes.startIndex
    }

    /// The members of an object in their order, duplicates included, or `nil` where the bytes aren't an object.
    ///
    /// A name that is written with escapes is given as it is written: the Bot API's own names have none.
    static func members(of bytes: Bytes) -> [(name: String, value: Bytes)]? {
        var slicer = JSONSlicer(bytes)
        var members: [(name: String, value: Bytes)] = []
        let complete = slicer.list(from: UInt8(ascii: "{"), to: UInt8(ascii: "}")) { slicer in
            guard slicer.current == UInt8(ascii: "\""), let name = slicer.string() else { return false }
            slicer.skipSpace()
            guard slicer.take(UInt8(ascii: ":")) else { return false }
            slicer.skipSpace()
            guard let value = slicer.value() else { return false }
            members.append((String(decoding: name.dropFirst().dropLast(), as: UTF8.self), value))
            return true
        }
        return complete ? members : nil
    }

    /// The elements of an array in their order, or `nil` where the bytes aren't an array.
    static func elements(of bytes: Bytes) -> [Bytes]? {
        var slicer = JSONSlicer(bytes)
        var elements: [Bytes] = []
        let complete = slicer.list(from: UInt8(ascii: "["), to: UInt8(ascii: "]")) { slicer in
            guard let value = slicer.value() else { return false }
            elements.append(value)
            return true
        }
        return complete ? elements : nil
    }

    private var current: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard current == byte else { return false }
        position += 1
        return true
    }

    private mutating func skipSpace() {
        while let byte = current, byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
    }

    /// Takes the whole of the bytes as a list, separated by commas, of what `item` takes.
    private mutating func list(from open: UInt8, to close: UInt8, item: (inout JSONSlicer) -> Bool) -> Bool {
        skipSpace()
        guard take(open) else { return false }
        skipSpace()
        if !take(close) {
            repeat {
                skipSpace()
                guard item(&self) else { return false }
                skipSpace()
            } while take(UInt8(ascii: ","))
            guard take(close) else { return false }
        }
        skipSpace()
        return position == bytes.endIndex
    }

    private mutating func string() -> Bytes? {
        let start = position
        position += 1
        while let byte = current {
            position += 1
            if byte == UInt8(ascii: "\"") { return bytes[start..<position] }
            if byte == UInt8(ascii: "\\") { position += 1 }
        }
        return nil
    }

    private mutating func value() -> Bytes? {
        let start = position
        var depth = 0
        repeat {
            switch current {
            case nil:
                return nil
            case UInt8(ascii: "\""):
                guard string() != nil else { return nil }
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                depth += 1
                position += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                guard depth > 0 else { return nil }
                depth -= 1
                position += 1
            default:
                if depth > 0 { position += 1 } else { skipScalar() }
            }
        } while depth > 0
        return start < position ? bytes[start..<position] : nil
    }

    /// Takes a number, `true`, `false` or `null`: whatever stands before the next delimiter.
    private mutating func skipScalar() {
        while let byte = current {
            switch byte {
            case UInt8(ascii: ","), UInt8(ascii: "}"), UInt8(ascii: "]"), 0x20, 0x0A, 0x0D, 0x09: return
            default: position += 1
            }
        }
    }
}

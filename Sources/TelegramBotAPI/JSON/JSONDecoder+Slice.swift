import Foundation

extension JSONDecoder {
    /// Decodes one slice; the error says what is wrong and where, without any of the values.
    static func decode<Value: Decodable>(
        _ type: Value.Type = Value.self,
        slice: JSONSlicer.Bytes
    ) throws(MalformedJSON) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(slice))
        } catch {
            throw MalformedJSON(error)
        }
    }
}

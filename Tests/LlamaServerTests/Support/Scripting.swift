import Foundation
import LlamaServerTesting
import Testing

extension ScriptedLlamaServer {
    /// Passes for `python -m llama_cpp.server` from now on.
    func beLlamaCppPython() {
        always("/health", .json(#"{"detail":"Not Found"}"#, status: 404))
        always("/openapi.json", .json(#"{"info":{"title":"llama.cpp Python API","version":"1"}}"#))
    }
}

func json(_ text: String) throws -> NSDictionary {
    try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary)
}

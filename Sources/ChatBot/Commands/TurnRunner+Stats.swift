/// `/stats`.
extension TurnRunner {
    /// What the answers to a person took and, for an owner, those to everybody: nothing that a group should read.
    func stats(for turn: Turn, _ words: Words) async throws -> String {
        let own = words.usage(try await patience { try await database.usage(of: turn.incoming.personID) })
        guard !turn.incoming.isInGroup, configuration.ownerIDs.contains(turn.incoming.personID) else { return own }
        let all = try await patience { try await database.usageOfAll() }
        return all.people == 0 ? own : "\(own)\n\n\(words.usage(all.usage, ofPeople: all.people))"
    }
}

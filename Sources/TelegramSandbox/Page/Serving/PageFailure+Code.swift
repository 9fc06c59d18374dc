extension PageFailure {
    /// What went wrong. The page says it in the person's language (`failures` in `russian.js`), by the name that the case has here.
    enum Code: String, CaseIterable {
        case notFound
        case otherOrigin
        case otherHost
        case wrongMethod
        case notJSON
        case tooLarge
        case notAnObject
        case unreadableAddress
        case missing
        case notText
        case notInteger
        case notBool
        case outOfRange
        case emptyName
        case longName
        case wrongLanguage
        case wrongMembers
        case emptyGroup
        case withoutTopics
        case noPerson
        case noChat
        case noMessage
        case noTopic
        case noFile
        case othersChat
        case notMember
        case blocked
        case emptyText
        case longText
        case notAuthor
        case noButton
        case idleButton
        case nothingToStop
        case noMethod
        case unknownFault
        case wholeOutage

        /// Of HTTP.
        var status: Int {
            switch self {
            case .otherOrigin, .otherHost, .othersChat, .notMember, .notAuthor: 403
            case .notFound, .noPerson, .noChat, .noMessage, .noTopic, .noFile, .noButton: 404
            case .wrongMethod: 405
            case .blocked, .nothingToStop: 409
            case .tooLarge: 413
            case .notJSON: 415
            default: 400
            }
        }

        /// In English, with its values between braces.
        var sentence: String {
            switch self {
            case .notFound: "There is nothing here."
            case .otherOrigin: "The sandbox takes this only from its own page."
            case .otherHost: "The sandbox answers only to a name of this machine, such as localhost."
            case .wrongMethod: "This can't be asked for in this way."
            case .notJSON: "The page sends its wishes as application/json."
            case .tooLarge: "This is more than the sandbox takes at once."
            case .notAnObject: "The request is not a JSON object."
            case .unreadableAddress: "The address of the request can't be read."
            case .missing: "\"{field}\" is missing."
            case .notText: "\"{field}\" has to be a text."
            case .notInteger: "\"{field}\" has to be a whole number."
            case .notBool: "\"{field}\" has to be true or false."
            case .outOfRange: "\"{field}\" has to be between {least} and {most}."
            case .emptyName: "\"{field}\" must not be empty."
            case .longName: "\"{field}\" may have {most} characters at most."
            case .wrongLanguage: "\"language_code\" has to be one such as en or pt-br."
            case .wrongMembers: "\"members\" has to be a list of people's ids."
            case .emptyGroup: "A group needs somebody in it."
            case .withoutTopics: "Only a group with topics has topics."
            case .noPerson: "There is no person {id}."
            case .noChat: "There is no chat {id}."
            case .noMessage: "There is no message {id} in this chat."
            case .noTopic: "There is no topic {id} in this chat."
            case .noFile: "There is no file in message {id}."
            case .othersChat: "This private chat is somebody else's."
            case .notMember: "Only who is in this group can do that: join it first."
            case .blocked: "You have blocked the bot: unblock it to write to it."
            case .emptyText: "There is nothing to send: the text is empty."
            case .longText: "A message may have {most} characters at most."
            case .notAuthor: "Only who wrote a message can edit it."
            case .noButton: "This button is no longer there."
            case .idleButton: "This button does not tell the bot anything."
            case .nothingToStop: "There is nothing to stop any more."
            case .noMethod: "The sandbox has no method \"{method}\"."
            case .unknownFault: "\"kind\" has to be one of {kinds}."
            case .wholeOutage: "An outage is of all methods, until it is switched off."
            }
        }
    }
}

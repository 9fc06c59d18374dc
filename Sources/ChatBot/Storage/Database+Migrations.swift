import GRDB

extension Database {
    /// The schema as steps. A step that was released never changes; a change is a new step.
    ///
    /// A conversation's `messageThreadID` is 0 where it has no topic, so that it can be part of a key.
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1") { db in
            // `id` is the order of arrival. `updateID` is Telegram's: unique among the updates of a day, but it may
            // start anywhere again after a quiet week.
            try db.execute(
                sql: """
                    CREATE TABLE turn (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        updateID INTEGER NOT NULL UNIQUE,
                        chatID INTEGER NOT NULL,
                        state TEXT NOT NULL,
                        incoming BLOB,
                        receivedAt REAL NOT NULL
                    );
                    CREATE INDEX turnOpen ON turn (id) WHERE state <> 'done';
                    CREATE INDEX turnOpenOfChat ON turn (chatID) WHERE state <> 'done';
                    CREATE INDEX turnDone ON turn (receivedAt) WHERE state = 'done';

                    CREATE TABLE bot (
                        singleton INTEGER PRIMARY KEY CHECK (singleton = 1),
                        id INTEGER NOT NULL
                    );

                    CREATE TABLE conversation (
                        chatID INTEGER NOT NULL,
                        messageThreadID INTEGER NOT NULL,
                        resetAt INTEGER NOT NULL,
                        PRIMARY KEY (chatID, messageThreadID)
                    ) WITHOUT ROWID;

                    CREATE TABLE message (
                        id INTEGER PRIMARY KEY AUTOINCREMENT,
                        chatID INTEGER NOT NULL,
                        messageThreadID INTEGER NOT NULL,
                        turnID INTEGER NOT NULL,
                        role TEXT NOT NULL,
                        content TEXT NOT NULL
                    );
                    CREATE INDEX messageOfConversation ON message (chatID, messageThreadID, id);

                    CREATE TABLE supergroup (
                        chatID INTEGER PRIMARY KEY,
                        supergroupID INTEGER NOT NULL
                    );

                    CREATE TABLE part (
                        turnID INTEGER NOT NULL,
                        number INTEGER NOT NULL,
                        content BLOB NOT NULL,
                        messageID INTEGER,
                        PRIMARY KEY (turnID, number)
                    ) WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("2") { db in
            // A part can have a message before it is sent as it is now: a preview, which then is changed.
            try db.execute(
                sql: """
                    ALTER TABLE part ADD COLUMN isSent BOOLEAN NOT NULL DEFAULT FALSE;
                    UPDATE part SET isSent = messageID IS NOT NULL;

                    CREATE TABLE chat (
                        id INTEGER PRIMARY KEY,
                        areDraftsRefused BOOLEAN NOT NULL
                    );
                    """
            )
        }
        migrator.registerMigration("3") { db in
            // A turn is open as long as it holds what came in. What the columns repeat of that is what is searched for.
            // `updateID` is negative for the bot's own word to a question: the question's id.
            try db.execute(
                sql: """
                    ALTER TABLE turn ADD COLUMN messageThreadID INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE turn ADD COLUMN senderID INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE turn ADD COLUMN isQuestion BOOLEAN NOT NULL DEFAULT FALSE;
                    ALTER TABLE turn ADD COLUMN isWaiting BOOLEAN NOT NULL DEFAULT FALSE;
                    ALTER TABLE turn ADD COLUMN attempts INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE turn ADD COLUMN outcome TEXT;
                    UPDATE turn SET state = 'delivering' WHERE state = 'replied';
                    UPDATE turn SET
                        messageThreadID = ifnull(CAST(incoming AS TEXT) ->> '$.conversation.messageThreadID', 0),
                        senderID = ifnull(CAST(incoming AS TEXT) ->> '$.senderID', 0),
                        isQuestion = CAST(incoming AS TEXT) -> '$.event.text' IS NOT NULL
                    WHERE incoming IS NOT NULL AND json_valid(CAST(incoming AS TEXT));

                    DROP INDEX turnOpen;
                    DROP INDEX turnOpenOfChat;
                    DROP INDEX turnDone;
                    CREATE INDEX turnOpen ON turn (id) WHERE incoming IS NOT NULL;
                    CREATE INDEX turnOpenOfConversation ON turn (chatID, messageThreadID, id) WHERE incoming IS NOT NULL;
                    CREATE INDEX turnClosed ON turn (receivedAt) WHERE incoming IS NULL;

                    ALTER TABLE part ADD COLUMN sendingAfter INTEGER;
                    CREATE INDEX partOfMessage ON part (messageID) WHERE messageID IS NOT NULL;

                    ALTER TABLE message ADD COLUMN createdAt REAL NOT NULL DEFAULT 0;
                    UPDATE message SET createdAt = (julianday('now') - 2440587.5) * 86400;
                    CREATE INDEX messageCreated ON message (createdAt);

                    CREATE TABLE notice (
                        chatID INTEGER NOT NULL,
                        messageThreadID INTEGER NOT NULL,
                        senderID INTEGER NOT NULL,
                        turnID INTEGER NOT NULL,
                        PRIMARY KEY (chatID, messageThreadID, senderID)
                    ) WITHOUT ROWID;

                    CREATE TABLE space (
                        id INTEGER PRIMARY KEY,
                        highestMessageID INTEGER NOT NULL
                    );

                    CREATE TABLE tally (
                        name TEXT PRIMARY KEY,
                        count INTEGER NOT NULL
                    ) WITHOUT ROWID;
                    """
            )
        }
        migrator.registerMigration("4") { db in
            // What the model is shown of a conversation begins with the message `contextStart`. `promptTokens` is how long the whole
            // prompt was that ended with a question, `predictedTokens` how long an answer was: as the server has said.
            try db.execute(
                sql: """
                    ALTER TABLE conversation ADD COLUMN contextStart INTEGER NOT NULL DEFAULT 0;
                    ALTER TABLE message ADD COLUMN promptTokens INTEGER;
                    ALTER TABLE message ADD COLUMN predictedTokens INTEGER;

                    CREATE TABLE usage (
                        senderID INTEGER PRIMARY KEY,
                        answers INTEGER NOT NULL DEFAULT 0,
                        promptTokens INTEGER NOT NULL DEFAULT 0,
                        cachedTokens INTEGER NOT NULL DEFAULT 0,
                        predictedTokens INTEGER NOT NULL DEFAULT 0,
                        timedTokens INTEGER NOT NULL DEFAULT 0,
                        predictedSeconds REAL NOT NULL DEFAULT 0
                    );
                    """
            )
        }
        return migrator
    }
}

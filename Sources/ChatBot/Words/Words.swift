/// What chatters read, in their language. None of it holds an error's text, a URL or JSON.
struct Words: Sendable {
    var language: Language

    func choose(_ english: String, _ russian: String) -> String {
        switch language {
        case .en: english
        case .ru: russian
        }
    }
}

extension Words {
    var greeting: String {
        choose(
            "Hi! I'm a bot for talking to a LLaMA model. Write me anything.\n\nI remember the last messages of our "
                + "conversation. To begin a new one, press the button under an answer or send /start.",
            "Привет! Я бот для общения с моделью LLaMA. Напишите мне что-нибудь.\n\nЯ помню последние сообщения нашего "
                + "разговора. Чтобы начать новый, нажмите кнопку под ответом или отправьте /start."
        )
    }

    var help: String {
        choose(
            "Write a message, and the model will answer it.\n\n/start – begin a new conversation\n/stop – end the "
                + "answer that I am writing\n/cancel – take back what I have not answered yet\n/stats – how much I have read and written for you\n"
                + "/help – this text\n\n"
                + "The button «\(resetContext)» under an answer makes me forget what was said before. In groups I answer "
                + "when my name is in the message or when it replies to me.",
            "Напишите сообщение, и модель на него ответит.\n\n/start – начать новый разговор\n/stop – прервать "
                + "ответ, который я пишу\n/cancel – отозвать вопросы без ответа\n/stats – сколько я прочитал и написал для вас\n"
                + "/help – эта подсказка\n\n"
                + "Кнопка «\(resetContext)» под ответом заставит меня забыть сказанное раньше. В группах я отвечаю, "
                + "когда меня называют по имени или отвечают на моё сообщение."
        )
    }

    /// The text of the button; the Russian one comes from the original bot.
    var resetContext: String { choose("🔄 Reset context", "🔄 Сбросить контекст") }

    var contextReset: String {
        choose(
            "The context is reset. I remember nothing of what was said before.",
            "Контекст сброшен. Я не помню ничего из сказанного раньше."
        )
    }

    var unknownCommand: String {
        choose("I don't know this command. /help says what I can do.", "Я не знаю такой команды. Что я умею: /help")
    }

    var unreadable: String {
        choose(
            "I can only read text. Please write it in words.",
            "Я понимаю только текст. Напишите, пожалуйста, словами."
        )
    }

    /// The Russian sentence comes from the original bot.
    var modelUnavailable: String {
        choose(
            "Sorry, I can't answer right now. The problem is on the AI model's side.",
            "Извините, не могу сейчас ответить. Проблема на стороне ИИ-модели."
        )
    }

    /// What whoever writes while the LLaMA server is away reads once.
    var answerWillBeLate: String {
        choose(
            "\(modelUnavailable) Your answer will come as soon as it is back.",
            "\(modelUnavailable) Ответ придёт, как только она снова заработает."
        )
    }

    /// The text of the button under that.
    var takeBack: String { choose("✖ Take back", "✖ Отозвать") }

    func takenBack(_ count: Int) -> String {
        count == 1
            ? choose("Taken back: I will not answer it.", "Отозвано: отвечать не буду.")
            : choose("Taken back: I will not answer these messages.", "Отозвано: на эти сообщения отвечать не буду.")
    }

    var nothingToTakeBack: String {
        choose(
            "Nothing of yours is waiting. /stop ends the answer that I am working on.",
            "Ваших вопросов в ожидании нет. Ответ, над которым я работаю, прервёт /stop."
        )
    }

    /// What is said instead of an answer that was waited for too long.
    var waitedTooLong: String {
        choose(
            "Sorry, the AI model was away for too long: I can't answer this any more. Please ask again later.",
            "Извините, ИИ-модель слишком долго была недоступна: на это я уже не отвечу. Спросите, пожалуйста, позже."
        )
    }

    var messageTooLong: String {
        choose(
            "Your message is too long for the model. Please shorten it or send it in parts.",
            "Ваше сообщение слишком длинное для модели. Сократите его или отправьте частями."
        )
    }

    var emptyAnswer: String {
        choose(
            "The model had nothing to say to this. Please put it in other words.",
            "Модель ничего не ответила. Попробуйте сказать другими словами."
        )
    }

    /// Follows an answer that the model could not finish.
    var cutOff: String {
        choose("[the answer ends here: its length limit is reached]", "[ответ обрывается: достигнут предел длины]")
    }

    /// Follows an answer that the model's server did not bring to its end.
    var brokenOff: String {
        choose(
            "[the answer breaks off here: the problem is on the AI model's side]",
            "[ответ обрывается: проблема на стороне ИИ-модели]"
        )
    }

    /// The text of the button under an answer that is still written.
    var stop: String { choose("⏹ Stop", "⏹ Остановить") }

    /// Follows an answer that was stopped.
    var stopped: String { choose("[stopped]", "[остановлено]") }

    /// What is said where nothing was written by then.
    var stoppedBeforeAnswer: String {
        choose("Stopped. I had not written anything yet.", "Остановлено. Я ещё ничего не написал.")
    }

    var nothingToStop: String {
        choose("I am not writing an answer right now.", "Сейчас я ничего не пишу.")
    }

    /// For others in a group.
    var stopNotAllowed: String {
        choose("Only the person I am answering can stop this.", "Остановить может только тот, кому я отвечаю.")
    }

    /// Stands in for an answer while the model only thinks.
    var thinking: String { choose("💭 Thinking…", "💭 Думаю…") }

    /// What is said where a model has only thought, mostly for as long as an answer may be.
    var onlyThoughts: String {
        choose(
            "The model has thought, but not come to an answer. Please ask again, or for a short answer.",
            "Модель думала, но до ответа не дошла. Спросите ещё раз или попросите ответить коротко."
        )
    }

    /// The heading of a thinking model's thoughts.
    var thoughts: String { choose("💭 Thoughts", "💭 Размышления") }

    /// Goes with the file that holds what is left of a very long answer.
    var restInFile: String { choose("The answer goes on in this file.", "Продолжение ответа – в этом файле.") }

    var tooManyMessages: String {
        choose(
            "Too many messages at once: I have not taken the last ones. Please wait for my answers and send them again.",
            "Слишком много сообщений сразу: последние я не принял. Дождитесь ответов и отправьте их ещё раз."
        )
    }

    /// What Telegram shows in the menu of commands.
    func description(of command: Command) -> String {
        switch command {
        case .start: choose("Begin a new conversation", "Начать новый разговор")
        case .stop: choose("End the answer that I am writing", "Прервать ответ, который я пишу")
        case .cancel: choose("Take back what I have not answered yet", "Отозвать вопросы без ответа")
        case .stats: choose("How much I have read and written for you", "Сколько я прочитал и написал для вас")
        case .help: choose("What I can do", "Что я умею")
        }
    }
}

"""A small bot, written for Telegram and for nothing else: it is only told another address of the Bot API.

Reads the address and the token from its environment, and ends when its input does.
"""

import asyncio
import logging
import os
import sys
import threading

from aiogram import Bot, Dispatcher, F, html
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramRetryAfter
from aiogram.filters import Command, CommandStart
from aiogram.types import (
    BotCommand,
    BufferedInputFile,
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
)

dispatcher = Dispatcher()


def keyboard(count):
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=f"Count: {count}", callback_data=f"count {count}")],
            [InlineKeyboardButton(text="The source", url="https://example.com/source")],
        ]
    )


@dispatcher.message(CommandStart())
async def start(message: Message):
    name = html.quote(message.from_user.full_name)
    await message.answer(
        f"Hello, <b>{name}</b>!\n<i>What do <u>you</u></i> say?\n"
        '<pre><code class="language-python">1 &lt; 2</code></pre> <a href="https://example.com/?a=1&amp;b=2">More</a>',
        reply_markup=keyboard(0),
        disable_notification=True,
    )


@dispatcher.callback_query(F.data.startswith("count "))
async def count(query: CallbackQuery):
    number = int(query.data.split()[1]) + 1
    await query.answer(f"That was {number}", show_alert=number > 1)
    await query.message.edit_text(f"Pressed <b>{number}</b> times", reply_markup=keyboard(number))


@dispatcher.message(Command("file"))
async def file(message: Message):
    document = BufferedInputFile("Zeile eins\n<zwei>\n".encode(), filename="Notiz für Anna.txt")
    await message.answer_document(document, caption="Your <b>file</b>", reply_parameters=ReplyParameters(message_id=message.message_id))


@dispatcher.message(Command("broken"))
async def broken(message: Message):
    try:
        await message.answer("<b>never closed")
    except TelegramBadRequest as error:
        await message.answer(html.quote(error.message))


@dispatcher.message(Command("wait"))
async def wait(message: Message):
    try:
        await message.answer("too fast")
    except TelegramRetryAfter as error:
        await message.answer(f"told to wait {error.retry_after} s", parse_mode=None)


@dispatcher.message(Command("stranger"))
async def stranger(message: Message, bot: Bot):
    try:
        await bot.send_message(int(message.text.split()[1]), "Hello?")
    except TelegramForbiddenError as error:
        await message.answer(html.quote(error.message))


@dispatcher.message(Command("delete"))
async def delete(message: Message):
    sent = await message.reply("soon gone")
    await sent.delete()
    await message.answer("deleted")


@dispatcher.message(F.text)
async def echo(message: Message, bot: Bot):
    await bot.send_chat_action(message.chat.id, "typing", message_thread_id=message.message_thread_id)
    await message.reply(f"<blockquote expandable>{html.quote(message.text)}</blockquote>")


@dispatcher.edited_message(F.text)
async def edited(message: Message):
    await message.reply("you changed it")


async def main():
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["API_URL"]))
    bot = Bot(os.environ["API_TOKEN"], session=session, default=DefaultBotProperties(parse_mode="HTML"))
    await bot.delete_webhook(drop_pending_updates=True)
    await bot.set_my_commands([BotCommand(command="start", description="Begin"), BotCommand(command="file", description="A file")])
    await dispatcher.start_polling(bot, handle_signals=False)


def end_with_input():
    sys.stdin.read()
    os._exit(0)


logging.basicConfig(level=logging.WARNING, stream=sys.stdout)
threading.Thread(target=end_with_input, daemon=True).start()
asyncio.run(main())

return await Bot.BotApp.Run(args);

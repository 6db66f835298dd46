extension ChatPage {
    /// The page.
    static let markup = #"""
        <!doctype html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>预约挂号 · FrontDesk</title>
        <link rel="icon" href="data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='8' fill='%230b665f'/%3E%3Cpath d='M13 7h6v6h6v6h-6v6h-6v-6H7v-6h6z' fill='%23fff'/%3E%3C/svg%3E">
        <link rel="stylesheet" href="/chat.css">
        </head>
        <body>
        <a class="skip" href="#text" data-zh="跳到输入框" data-en="Skip to the message box">跳到输入框</a>
        <header>
        <h1><svg class="mark" viewBox="0 0 32 32" aria-hidden="true"><rect width="32" height="32" rx="9"/><path d="M13 7h6v6h6v6h-6v6h-6v-6H7v-6h6z"/></svg><span data-zh="预约挂号" data-en="Book a visit">预约挂号</span></h1>
        <div class="tools">
        <button type="button" id="large" aria-pressed="false" data-zh="大字" data-en="Large type">大字</button>
        <button type="button" id="lang" lang="en">English</button>
        <button type="button" id="fresh" data-zh="重新开始" data-en="Start over">重新开始</button>
        </div>
        </header>
        <main>
        <div id="log" role="log" tabindex="0" aria-label="对话" data-label-zh="对话" data-label-en="Conversation"></div>
        </main>
        <footer>
        <p id="status" role="status"></p>
        <form id="form" autocomplete="off">
        <label class="hidden" for="text" data-zh="您想说的话" data-en="Your message">您想说的话</label>
        <textarea id="text" rows="1" maxlength="4000" enterkeyhint="send" placeholder="比如：下周三上午，眼科" data-hint-zh="比如：下周三上午，眼科" data-hint-en="Such as: eye clinic, Wednesday morning" data-short-zh="请打字" data-short-en="Type here"></textarea>
        <button type="submit" id="send" data-zh="发送" data-en="Send">发送</button>
        </form>
        <noscript><p>这个页面需要 JavaScript；也可以打电话到医院预约。 This page needs JavaScript; you can also book by phone.</p></noscript>
        </footer>
        <script src="/chat.js"></script>
        </body>
        </html>

        """#
}

extension ChatPage {
    /// Its script: one POST a message, repeated with the same id until it is answered; events stream in beside it.
    static let script = #"""
        'use strict';
        (() => {
          const $ = (id) => document.getElementById(id);
          const log = $('log'), text = $('text'), status = $('status');
          const words = {
            zh: { you: '您：', desk: '前台：', wait: '请稍等…', again: '网络不通，正在重发…', lost: '原来的对话已经结束，重新开始。',
                  fail: '没有发出去。', down: '暂时连不上，稍后自动再试…' },
            en: { you: 'You: ', desk: 'Desk: ', wait: 'One moment…', again: 'No connection, sending again…',
                  lost: 'The earlier conversation has ended; this is a new one.', fail: 'It could not be sent.',
                  down: 'No connection; trying again soon…' },
          };
          let lang = localStorage.lang || (navigator.language.startsWith('en') ? 'en' : 'zh');
          let talk = null;          // { id, token, last, log: [...] }
          let sending = Promise.resolve(), pending = 0, held = [], listening = null;

          const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
          const newID = () => [...crypto.getRandomValues(new Uint8Array(16))]
            .map((byte) => byte.toString(16).padStart(2, '0')).join('');
          const save = () => { sessionStorage.talk = JSON.stringify(talk); };

          function node(name, properties = {}, ...children) {
            const element = Object.assign(document.createElement(name), properties);
            element.append(...children);
            return element;
          }

          function settle() {
            log.scrollTop = log.scrollHeight;
          }

          function person(words_, keep = true) {
            log.querySelectorAll('.choices').forEach((old) => old.remove());
            log.append(node('div', { className: 'said person' }, node('div', { className: 'bubble' },
              node('p', {}, node('span', { className: 'hidden' }, words[lang].you), words_))));
            if (keep) { talk.log.push({ person: words_ }); save(); }
            settle();
          }

          function desk(replies, push, keep = true) {
            log.querySelectorAll('.choices').forEach((old) => old.remove());
            for (const reply of replies) {
              const bubble = node('div', { className: 'bubble' },
                node('p', {}, node('span', { className: 'hidden' }, words[lang].desk), reply.text));
              if (reply.card) {
                const list = node('dl');
                for (const [label, value] of reply.card.rows) list.append(node('dt', {}, label), node('dd', {}, value));
                bubble.append(node('div', { className: 'card' }, node('h2', {}, reply.card.title), list));
              }
              log.append(node('div', { className: 'said desk' + (push ? ' push' : '') }, bubble));
            }
            const choices = replies.flatMap((reply) => reply.choices || []);
            if (choices.length) {
              log.append(node('ul', { className: 'choices' }, ...choices.map((choice) =>
                node('li', {}, node('button', { type: 'button', onclick: () => { say(choice.say, choice.label); text.focus(); } },
                  choice.label)))));
            }
            if (keep && replies.length) { talk.log.push({ desk: replies, push }); save(); }
            settle();
          }

          function note(words_) {
            log.append(node('p', { className: 'note' }, words_));
            settle();
          }

          async function call(path, body) {
            const headers = { 'Accept': 'application/json', 'Accept-Language': lang };
            if (body) headers['Content-Type'] = 'application/json';
            if (talk && talk.token) headers['Authorization'] = 'Bearer ' + talk.token;
            return fetch(path, { method: body ? 'POST' : 'GET', headers, body: body && JSON.stringify(body) });
          }

          // Repeats until there is an answer that a repeat cannot change.
          async function insist(path, body) {
            for (let tries = 0; ; tries += 1) {
              let wait = Math.min(1000 * 2 ** tries, 15000);
              try {
                const answer = await call(path, body);
                if (answer.status !== 429 && answer.status < 500) { status.textContent = ''; return answer; }
                wait = 1000 * (Number(answer.headers.get('Retry-After')) || wait / 1000);
              } catch { /* no network: the same message id makes the repeat harmless */ }
              status.textContent = words[lang].again;
              await sleep(wait);
            }
          }

          async function open() {
            if (listening) listening.abort();
            log.replaceChildren();
            talk = null;
            const answer = await insist('/v1/conversations', { lang, channel: 'widget' });
            const opened = await answer.json();
            talk = { id: opened.id, token: opened.token, last: 0, log: [] };
            const past = await insist(`/v1/conversations/${talk.id}/events?after=0`);
            if (past.ok) talk.last = (await past.json()).last;
            desk(opened.replies);
            listen();
          }

          function take(number, replies, push) {
            if (number <= talk.last) return;
            talk.last = number;
            desk(replies, push);
          }

          function say(words_, label) {
            person(label || words_);
            const id = newID();
            pending += 1;
            sending = sending.then(async () => {
              status.textContent = words[lang].wait;
              const answer = await insist(`/v1/conversations/${talk.id}/turns`, { text: words_, message_id: id });
              status.textContent = '';
              if (answer.ok) {
                const turn = await answer.json();
                if (turn.state.lang !== lang) speak(turn.state.lang);
                held.filter((event) => event.number < turn.turn).forEach((event) => take(event.number, event.replies, event.kind === 'push'));
                if (turn.waiting) desk(turn.replies); else take(turn.turn, turn.replies, false);
              } else if (answer.status === 401 || answer.status === 404) {
                await open();
                note(words[lang].lost);
              } else {
                const problem = await answer.json().catch(() => ({}));
                note(words[lang].fail + ' ' + (problem.detail || ''));
              }
            }).finally(() => {
              pending -= 1;
              if (pending) return;
              held.forEach((event) => take(event.number, event.replies, event.kind === 'push'));
              held = [];
            });
          }

          // EventSource cannot send the token in a header, and a token must not be in an address; so fetch reads the stream.
          async function listen() {
            const mine = talk;
            while (talk === mine) {
              listening = new AbortController();
              try {
                const answer = await fetch(`/v1/conversations/${mine.id}/events`, {
                  headers: { 'Accept': 'text/event-stream', 'Authorization': 'Bearer ' + mine.token, 'Last-Event-ID': String(mine.last) },
                  signal: listening.signal,
                });
                if (answer.status === 401 || answer.status === 404) return;
                const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
                let rest = '';
                for (let part = await reader.read(); !part.done; part = await reader.read()) {
                  const blocks = (rest + part.value).split('\n\n');
                  rest = blocks.pop();
                  for (const block of blocks) {
                    const line = block.split('\n').find((line) => line.startsWith('data: '));
                    if (!line || talk !== mine) continue;
                    const event = JSON.parse(line.slice(6));
                    if (pending) held.push(event); else take(event.number, event.replies, event.kind === 'push');
                  }
                }
              } catch { if (talk !== mine) return; }
              await sleep(2000);
            }
          }

          function speak(language) {
            lang = localStorage.lang = language;
            document.documentElement.lang = lang === 'zh' ? 'zh-CN' : 'en';
            document.title = (lang === 'zh' ? '预约挂号' : 'Book a visit') + ' · FrontDesk';
            document.querySelectorAll('[data-zh]').forEach((element) => { element.textContent = element.dataset[lang]; });
            log.setAttribute('aria-label', lang === 'zh' ? log.dataset.labelZh : log.dataset.labelEn);
            hint();
            $('lang').textContent = lang === 'zh' ? 'English' : '中文';
            $('lang').lang = lang === 'zh' ? 'en' : 'zh-CN';
          }

          // A hint that does not fit is worse than a short one.
          function hint() {
            const short = text.clientWidth < 11 * parseFloat(getComputedStyle(text).fontSize);
            text.placeholder = text.dataset[(short ? 'short' : 'hint') + (lang === 'zh' ? 'Zh' : 'En')];
          }

          function large(on) {
            document.documentElement.classList.toggle('large', on);
            $('large').setAttribute('aria-pressed', String(on));
            localStorage.large = on ? '1' : '';
            hint();
            grow();
            settle();
          }

          function grow() {
            text.style.height = 'auto';
            text.style.height = text.scrollHeight + 4 + 'px';
          }

          $('form').addEventListener('submit', (event) => {
            event.preventDefault();
            const words_ = text.value.trim();
            if (!words_ || !talk) return;
            text.value = '';
            grow();
            say(words_);
            text.focus();
          });
          text.addEventListener('input', grow);
          window.addEventListener('resize', () => { hint(); grow(); });
          text.addEventListener('keydown', (event) => {
            // Enter also ends the choosing of a Chinese input method; that one must not send.
            if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && event.keyCode !== 229) {
              event.preventDefault();
              $('form').requestSubmit();
            }
          });
          $('large').addEventListener('click', () => large(!document.documentElement.classList.contains('large')));
          $('lang').addEventListener('click', () => {
            speak(lang === 'zh' ? 'en' : 'zh');
            if (talk && !talk.log.some((entry) => entry.person)) open();
          });
          $('fresh').addEventListener('click', () => { open(); text.focus(); });

          speak(lang);
          large(Boolean(localStorage.large));
          try { talk = JSON.parse(sessionStorage.talk || 'null'); } catch { talk = null; }
          if (talk) {
            for (const entry of talk.log) entry.person ? person(entry.person, false) : desk(entry.desk, entry.push, false);
            listen();
          } else {
            open();
          }
          text.focus();
        })();

        """#
}

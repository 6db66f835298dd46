import HTTPTypes
import Hummingbird

/// The chat page at `/`: static, without third parties, usable by keyboard and screen reader, from 320 pixels up.
enum ChatPage {
    /// Adds the page's three files; they are no part of the API and not in its description.
    static func add(to router: Router<DeskRequestContext>) {
        let files: [(path: String, type: String, text: String)] = [
            ("/", "text/html; charset=utf-8", markup),
            ("/chat.css", "text/css; charset=utf-8", style),
            ("/chat.js", "text/javascript; charset=utf-8", script),
        ]
        for file in files {
            let body = ByteBuffer(string: file.text)
            router.get(RouterPath(file.path)) { _, _ in
                Response(
                    status: .ok,
                    headers: [
                        .contentType: file.type, .cacheControl: "no-cache", .contentSecurityPolicy: policy,
                        .init("Referrer-Policy")!: "no-referrer",
                    ],
                    body: ResponseBody(byteBuffer: body))
            }
        }
    }

    private static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; "
        + "form-action 'none'"
}

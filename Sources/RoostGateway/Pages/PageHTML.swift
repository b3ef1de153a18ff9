/// An error as a page: one file, no script, light and dark, readable on a phone.
enum PageHTML {
  static func render(_ page: Page) -> String {
    """
    <!doctype html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="robots" content="noindex">\(page.reloadsAfter.map { "\n<meta http-equiv=\"refresh\" content=\"\($0)\">" } ?? "")
    <title>\(escaped(page.title))</title>
    <style>\(style)</style>
    </head>
    <body>
    <main\(page.reloadsAfter == nil ? "" : " role=\"status\"")>
    \(page.status < 400 || page.reloadsAfter != nil ? "" : "<p class=\"status\">\(page.status)</p>")
    <h1>\(escaped(page.title))</h1>
    <p>\(paragraph(page.message))</p>
    <p class="hint">\(paragraph(page.hint))</p>
    <footer>Roost gateway</footer>
    </main>
    </body>
    </html>

    """
  }

  private static let style = """
    :root{color-scheme:light dark;--back:#f6f5f1;--card:#fff;--text:#23231f;--soft:#6b6a63;--line:#e2e0d8;--mark:#b4531a}
    @media (prefers-color-scheme:dark){:root{--back:#191917;--card:#232320;--text:#edece6;--soft:#a2a097;--line:#3a3934;--mark:#f0975a}}
    *{box-sizing:border-box}
    body{margin:0;min-height:100vh;display:grid;place-items:center;padding:1.25rem;background:var(--back);color:var(--text);
    font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
    main{width:100%;max-width:34rem;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:2rem 1.75rem}
    .status{margin:0;color:var(--mark);font-weight:650;letter-spacing:.04em}
    h1{margin:.15rem 0 .9rem;font-size:1.5rem;line-height:1.25}
    p{margin:0 0 .9rem;overflow-wrap:anywhere}
    .hint{padding-top:.9rem;border-top:1px solid var(--line);color:var(--soft)}
    code{display:inline-block;font:.92em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;color:var(--text);background:var(--back);
    border:1px solid var(--line);border-radius:6px;padding:.1em .4em}
    footer{color:var(--soft);font-size:.85rem}
    """

  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case _ where character.value < 0x20 && character != "\n" || character.value == 0x7F: result += " "
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }

  /// Escaped, with what stands in backquotes as code.
  private static func paragraph(_ text: String) -> String {
    let parts = escaped(text).split(separator: "`", omittingEmptySubsequences: false)
    guard parts.count % 2 == 1 else { return escaped(text) }
    return parts.enumerated().map { $0.offset % 2 == 1 ? "<code>\($0.element)</code>" : String($0.element) }.joined()
  }
}

import RoostModel

/// What the gateway tells a person or a program when it cannot pass a request on.
struct Page: Equatable {
  var status: Int
  var title: String
  /// What happened.
  var message: String
  /// What to do. A command stands in backquotes.
  var hint: String
  var code: String
  /// Seconds after which trying again makes sense.
  var retryAfter: Int?
  /// Seconds after which a browser loads the address again by itself.
  var reloadsAfter: Int?

  /// The page in the form the client likes.
  func answer(as format: PageFormat) -> Answer {
    var fields = [
      (name: "Content-Type", value: format.contentType), (name: "Cache-Control", value: "no-store"),
      (name: "X-Content-Type-Options", value: "nosniff"),
      (name: "Content-Security-Policy", value: "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"),
    ]
    if let retryAfter { fields.append((name: "Retry-After", value: String(retryAfter))) }
    return Answer(status: status, fields: fields, content: .text(text(as: format)))
  }

  func text(as format: PageFormat) -> String {
    switch format {
    case .html: PageHTML.render(self)
    case .json: PageJSON.render(self)
    case .plain: "\(status) \(title)\n\(message)\n\(hint)\n"
    }
  }
}

extension PageFormat {
  fileprivate var contentType: String {
    switch self {
    case .html: "text/html; charset=utf-8"
    case .json: "application/json"
    case .plain: "text/plain; charset=utf-8"
    }
  }
}
